import { createReadStream } from 'node:fs';
import type { Item } from '../../core/evidence/index.ts';
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
import { fail, ok, type Result } from '../../core/result.ts';
import type { OrderLedger } from '../locker/index.ts';
import { APP_VERSION, type Measured } from '../platform/index.ts';
import { measureContent, type PackageContent } from './archive-writer.ts';
import { verificationInstructions } from './instructions.ts';
import { ledgerFiles, timestampListFile } from './ledger-files.ts';
import { type SignManifest, signatureOf } from './package-signing.ts';
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
  /** Requests, responses and chains, in the order of `timestamps.json`. */
  readonly timestamps: readonly BagFile[];
  readonly verifyPagePath: string;
  /** Undefined where no key is at hand: then there is no signature. */
  readonly sign: SignManifest | undefined;
}

/**
 * All files of the bag in the order they are written: tag files, dossier, what explains and checks it, index, ledger,
 * time stamps, originals, journals, transcripts. `EXPORT_SIGNING_FAILED` when the key went away meanwhile.
 */
export async function bagFiles(
  parts: PackageParts,
): Promise<Result<readonly BagFile[], 'EXPORT_SIGNING_FAILED'>> {
  const { ledger, sign } = parts;
  const payload = await payloadFiles(parts);
  const declaration = await file(packagePaths.declaration, text(BAG_DECLARATION));
  const description = await file(packagePaths.description, text(bagDescription(ledger, payload)));
  const manifest = await file(packagePaths.manifest, text(formatManifest(payload)));
  const signature = sign === undefined ? undefined : await signatureOf(ledger, sign, manifest.sha256);
  if (sign !== undefined && signature === undefined) {
    const message = '证据包没有签上名：签名密钥刚才还在，现在读不到了。证据没有受影响，请再导出一次。';
    return fail('EXPORT_SIGNING_FAILED', message);
  }
  const signatures =
    signature === undefined ? [] : [await file(packagePaths.manifestSignature, text(signature))];
  const tagManifest = await file(
    packagePaths.tagManifest,
    text(formatManifest([declaration, description, manifest, ...signatures])),
  );
  return ok([declaration, description, manifest, tagManifest, ...signatures, ...payload]);
}

async function payloadFiles(parts: PackageParts): Promise<readonly BagFile[]> {
  const { ledger, numbered, dossier } = parts;
  const transcripts = transcriptsOf(ledger);
  const transcriptFiles = await Promise.all(
    numbered.flatMap(({ item, number }) => {
      const found = transcripts.get(item.id);
      return found === undefined ? [] : [file(transcriptPath(number), transcriptFile(found.transcript))];
    }),
  );
  const small = [...ledgerFiles(ledger), timestampListFile(ledger)];
  return [
    await file(packagePaths.dossier, async () => createReadStream(dossier.path)),
    await file(packagePaths.instructions, instructionBytes(parts, transcriptFiles)),
    await file(packagePaths.verifyPage, async () => createReadStream(parts.verifyPagePath)),
    await file(packagePaths.evidenceIndex, evidenceIndexBytes(parts, transcriptFiles)),
    ...(await Promise.all(small.map(({ path, bytes }) => file(path, bytes)))),
    ...parts.timestamps,
    ...parts.originals,
    ...parts.journals,
    ...transcriptFiles,
  ];
}

async function file(path: string, content: PackageContent): Promise<BagFile> {
  return { path, content, ...(await measureContent(content)) };
}

function instructionBytes(
  { ledger, dossier, journals, sign }: PackageParts,
  transcripts: readonly BagFile[],
) {
  const contents = {
    hasJournals: journals.length > 0,
    hasTranscripts: transcripts.length > 0,
    isSigned: sign !== undefined,
  };
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
