/**
 * The form of what leaves the locker: exhibit numbers, the statement's sentences, and the package down to its bytes
 * (BagIt bag, evidence index, archive layout, file names). Pure, so that exporter and verifier cannot disagree.
 * It does not decide what a dossier looks like, and draws no legal conclusion. Promises P17, P25, P27, P29.
 */
export {
  BAG_DECLARATION,
  formatBagDescription,
  formatManifest,
  type ManifestLine,
  PACKAGE_FORMAT,
  type PackageFormat,
  packageFormatOf,
  parseManifest,
  payloadOxumOf,
} from './bag.ts';
export type { IndexError } from './canonical-file.ts';
export {
  decodeEvidenceIndex,
  decodeInclusionProofs,
  type EvidenceIndex,
  encodeIndex,
  type InclusionProofs,
  type IndexedExhibit,
} from './evidence-index.ts';
export { type ExhibitNumber, exhibitNumberSchema } from './exhibit-number.ts';
export {
  assignExhibitNumbers,
  type Numberable,
  type NumberedItem,
  parseExhibitNumber,
} from './exhibit-numbers.ts';
export { bagFolderName, exportFileNames, safeFileNamePart } from './file-names.ts';
export {
  checkpointPath,
  extensionOf,
  journalPath,
  originalPath,
  packagePaths,
  timestampPaths,
  transcriptPath,
} from './package-paths.ts';
export {
  formatPackageSignature,
  isPackageSignedBy,
  type PackageSignature,
  packageSignedBytes,
  parsePackageSignature,
} from './package-signature.ts';
export {
  beijingTime,
  beijingTimeShort,
  beijingTimeWithZone,
  durationText,
  localTimeWithZone,
  sameClockAt,
} from './paper-time.ts';
export {
  type CheckpointList,
  decodeCheckpointList,
  decodeTimestampList,
  encodeProofList,
  type ListedTimestamp,
  type TimestampList,
} from './proof-lists.ts';
export { NO_PURPOSE, proofPurposes } from './proof-purposes.ts';
export { type CitableExhibit, composeStatement, type StatementSentence } from './statement.ts';
export { TRANSCRIPT_HEADING, transcriptFile } from './transcript-text.ts';
export { archiveTail, centralHeader, localHeader, type ZipMember } from './zip-layout.ts';
