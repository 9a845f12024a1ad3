import type { EvidenceKind } from '../evidence/index.ts';
import type { Sha256Hex } from '../hex.ts';
import type { ExhibitNumber } from './exhibit-number.ts';

/** Where each part of a package lies, relative to the bag's folder. */
export const packagePaths = {
  declaration: 'bagit.txt',
  description: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  manifestSignature: 'manifest-signature.txt',
  dossier: 'data/dossier.pdf',
  originals: 'data/originals/',
  recordings: 'data/recordings/',
  transcripts: 'data/transcripts/',
  entries: 'data/ledger/entries.jsonl',
  proofs: 'data/ledger/proofs.json',
  treeHead: 'data/ledger/tree-head.txt',
  evidenceIndex: 'data/evidence.json',
  instructions: 'data/验证说明.txt',
  verifyPage: 'data/verify.html',
  checkpointList: 'data/ledger/checkpoints.json',
  checkpoints: 'data/ledger/checkpoints/',
  timestampList: 'data/timestamps/timestamps.json',
  timestamps: 'data/timestamps/',
} as const;

/** Extensions of files in a package. Active formats get a second one, so that a double click shows them as text. */
const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/tiff': 'tiff',
  'image/heic': 'heic',
  'image/avif': 'avif',
  'image/svg+xml': 'svg.txt',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'video/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/amr': 'amr',
  'application/json': 'json.txt',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/html': 'html.txt',
};

/** Extension, without dot, for a media type; `bin` for what we do not know. */
export function extensionOf(mediaType: string): string {
  return extensions[mediaType] ?? 'bin';
}

/** Path of an original in the package: ASCII letters, digits, hyphens and dots only, whatever the file was called. */
export function originalPath(exhibit: {
  readonly number: ExhibitNumber;
  readonly kind: EvidenceKind | null;
  readonly sha256: Sha256Hex;
  readonly mediaType: string;
}): string {
  const { number, kind, sha256, mediaType } = exhibit;
  return `${packagePaths.originals}${number}-${kind ?? 'EXX'}-${sha256.slice(0, 16)}.${extensionOf(mediaType)}`;
}

/** Path of the journal of a recording, beside which its original lies unchanged. */
export function journalPath(number: ExhibitNumber): string {
  return `${packagePaths.recordings}${number}.journal.jsonl`;
}

/** Path of the words of a recording as text. */
export function transcriptPath(number: ExhibitNumber): string {
  return `${packagePaths.transcripts}${number}.txt`;
}

/** Path of the signed head over the first `size` entries: the bytes that are time-stamped. */
export function checkpointPath(size: number): string {
  return `${packagePaths.checkpoints}${size}.txt`;
}

/** Paths of the `n`-th time stamp, from 1, over the checkpoint of this size: request, response, chain. */
export function timestampPaths(
  size: number,
  n: number,
): { readonly request: string; readonly response: string; readonly chain: string } {
  const stem = `${packagePaths.timestamps}${size}-${n}`;
  return { request: `${stem}.tsq`, response: `${stem}.tsr`, chain: `${stem}.chain.pem` };
}
