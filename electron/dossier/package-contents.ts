import { createReadStream } from 'node:fs';
import type { Item } from '../../core/evidence/index.ts';
import { toHex } from '../../core/hex.ts';
import { formatTreeHead } from '../../core/ledger/index.ts';
import {
  BAG_DECLARATION,
  encodeIndex,
  formatBagDescription,
  formatManifest,
  journalPath,
  type NumberedItem,
  originalPath,
  packagePaths,
  transcriptFile,
  transcriptPath,
} from '../../core/manifest/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import { APP_VERSION, type Measured } from '../platform/index.ts';
import { measureContent, type PackageContent } from './archive-writer.ts';
import { verificationInstructions } from './instructions.ts';
import { transcriptsOf } from './transcript-model.ts';

/** A file of the bag, measured. */
export interface BagFile extends Measured {
  readonly path: string;
  readonly content: PackageContent;
}

export interface PackageParts {
  readonly ledger: OrderLedger;
  readonly numbered: readonly NumberedItem<Item>[];
  readonly dossier: { readonly path: string; readonly sha256: string; readonly pageCount: number };
  readonly originals: readonly BagFile[];
  readonly journals: readonly BagFile[];
}

/**
 * All files of the bag in the order they are written: tag files, dossier, what explains it, originals, journals,
 * transcripts.
 */
export async function bagFiles(parts: PackageParts): Promise<readonly BagFile[]> {
  const { ledger, numbered, dossier } = parts;
  const transcripts = transcriptsOf(ledger);
  const transcriptFiles = await Promise.all(
    numbered.flatMap(({ item, number }) => {
      const found = transcripts.get(item.id);
      return found === undefined ? [] : [file(transcriptPath(number), transcriptFile(found.transcript))];
    }),
  );
  const payload = [
    await file(packagePaths.dossier, async () => createReadStream(dossier.path)),
    await file(packagePaths.instructions, instructionBytes(parts, transcriptFiles)),
    await file(packagePaths.evidenceIndex, evidenceIndexBytes(parts, transcriptFiles)),
    await file(packagePaths.entries, entryLines(ledger)),
    await file(packagePaths.proofs, proofBytes(ledger)),
    await file(packagePaths.treeHead, text(formatTreeHead(ledger.treeHead))),
    ...parts.originals,
    ...parts.journals,
    ...transcriptFiles,
  ];
  const declaration = await file(packagePaths.declaration, text(BAG_DECLARATION));
  const description = await file(packagePaths.description, text(bagDescription(ledger, payload)));
  const manifest = await file(packagePaths.manifest, text(formatManifest(payload)));
  const tagManifest = await file(
    packagePaths.tagManifest,
    text(formatManifest([declaration, description, manifest])),
  );
  return [declaration, description, manifest, tagManifest, ...payload];
}

async function file(path: string, content: PackageContent): Promise<BagFile> {
  return { path, content, ...(await measureContent(content)) };
}

function instructionBytes({ ledger, dossier, journals }: PackageParts, transcripts: readonly BagFile[]) {
  const contents = { hasJournals: journals.length > 0, hasTranscripts: transcripts.length > 0 };
  return text(verificationInstructions(ledger, dossier.sha256, contents));
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function bagDescription(ledger: OrderLedger, payload: readonly BagFile[]): string {
  return formatBagDescription({
    orderId: ledger.order.id,
    fixedUntilUtc: ledger.lastEntryAtUtc,
    softwareAgent: `liuhen ${APP_VERSION}`,
    payload: {
      sizeBytes: payload.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
      fileCount: payload.length,
    },
  });
}

function evidenceIndexBytes(
  { ledger, numbered, dossier }: PackageParts,
  transcripts: readonly BagFile[],
): Uint8Array {
  const transcriptOf = (number: string) => transcripts.find(({ path }) => path === transcriptPath(number));
  return encodeIndex({
    format: 'liuhen-evidence-index/1',
    origin: ledger.treeHead.origin,
    fixedUntilUtc: ledger.lastEntryAtUtc,
    order: { id: ledger.order.id, facts: ledger.order.facts },
    dossier: { path: packagePaths.dossier, sha256: dossier.sha256, pageCount: dossier.pageCount },
    exhibits: numbered.map(({ item, number }) => ({
      number,
      itemId: item.id,
      seq: item.seq,
      sha256: item.sha256,
      sizeBytes: item.sizeBytes,
      mediaType: item.mediaType,
      path: originalPath({ number, kind: item.kind, sha256: item.sha256, mediaType: item.mediaType }),
      kind: item.kind,
      note: item.note,
      provenance: item.provenance,
      ...besideOriginal(item, number, transcriptOf(number)),
    })),
  });
}

function besideOriginal({ provenance, call }: Item, number: string, transcript: BagFile | undefined) {
  return {
    ...(provenance.source === 'recording'
      ? { journal: { path: journalPath(number), ...provenance.recording.journal } }
      : {}),
    ...(call === null ? {} : { call }),
    ...(transcript === undefined
      ? {}
      : {
          transcript: {
            path: transcript.path,
            sha256: transcript.sha256,
            sizeBytes: transcript.sizeBytes,
          },
        }),
  };
}

/** Entries one a line. Canonical JSON holds no line feed, so the lines are the entries' bytes exactly. */
function entryLines(ledger: OrderLedger): Uint8Array {
  const lineFeed = new Uint8Array([0x0a]);
  return Buffer.concat(ledger.entries.flatMap(({ bytes }) => [bytes, lineFeed]));
}

function proofBytes(ledger: OrderLedger): Uint8Array {
  return encodeIndex({
    format: 'liuhen-inclusion-proofs/1',
    proofs: ledger.entries.map(({ seq, proof }) => ({ seq, siblings: proof.map((hash) => toHex(hash)) })),
  });
}
