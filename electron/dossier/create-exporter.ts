import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Item } from '../../core/evidence/index.ts';
import { formatTreeHead } from '../../core/ledger/index.ts';
import {
  assignExhibitNumbers,
  bagFolderName,
  exportFileNames,
  type NumberedItem,
} from '../../core/manifest/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Intake } from '../intake/index.ts';
import type { Locker, OrderLedger } from '../locker/index.ts';
import { type ForkChild, measure } from '../platform/index.ts';
import { writeArchive } from './archive-writer.ts';
import { composeModel } from './compose-model.ts';
import type { DossierExporter, ExportError, ExportRequest, ExportResult } from './dossier.ts';
import { exhibitTimes } from './exhibit-time.ts';
import { cancelled, incompleteInstallation, typesettingFailure } from './failures.ts';
import { gatherJournals, gatherOriginals, gatherTimestamps } from './originals.ts';
import { discard, prepareFolder, publish, temporaryPath, writeFailure } from './output-files.ts';
import { type BagFile, bagFiles } from './package-contents.ts';
import type { SignManifest } from './package-signing.ts';
import type { FrameSource } from './prepare-media.ts';
import { preparePictures } from './prepare-pictures.ts';
import { readOrder } from './read-order.ts';
import { startTypesetter } from './typesetter.ts';
import { hasVerifyPage, verifyPagePath } from './verify-page.ts';

export interface ExporterParts {
  readonly locker: Pick<
    Locker,
    'orderLedger' | 'getItemProof' | 'readObject' | 'streamObject' | 'recordExport'
  >;
  readonly intake: Intake;
  readonly fork: ForkChild;
  /** Frames of recordings and videos; without it their pages say that none were taken. */
  readonly media?: FrameSource | undefined;
  /** Signs packages; without it, or where it has no key, they hold neither signature nor checkpoints, and say so. */
  readonly sign?: SignManifest | undefined;
  /** Makes a signed head over the ledger; asked when no head covers the order yet. A refusal changes only what is signed. */
  readonly makeCheckpoint?: (() => Promise<Result<unknown, string>>) | undefined;
  /** The built check page; by default where the app has it. */
  readonly verifyPagePath?: string | undefined;
}

/** One export under way. */
interface Run {
  readonly parts: ExporterParts;
  readonly request: ExportRequest;
  readonly ledger: OrderLedger;
  readonly isSigned: boolean;
  readonly verifyPagePath: string;
  readonly numbered: readonly NumberedItem<Item>[];
  readonly temporary: { readonly dossier: string; readonly package: string };
}

interface WrittenDossier {
  readonly sha256: string;
  readonly pageCount: number;
}

/**
 * {@link DossierExporter} over a locker. Files appear under their names only when whole and flushed; whatever fails or is
 * cancelled leaves the folder as it was. On a locker that can only be read the export works but is not recorded in it.
 */
export function createDossierExporter(parts: ExporterParts): DossierExporter {
  return {
    export: (request) => exportOrder(parts, request),
    close: () => parts.intake.close(),
  };
}

async function exportOrder(
  parts: ExporterParts,
  request: ExportRequest,
): Promise<Result<ExportResult, ExportError>> {
  const read = await readOrder(parts, request.orderId);
  if (!read.ok) return read;
  const { ledger } = read.value;
  const path = parts.verifyPagePath ?? verifyPagePath();
  if (!request.pdfOnly && !hasVerifyPage(path)) return incompleteInstallation();
  const folder = await prepareFolder(request.outFolder);
  if (!folder.ok) return folder;
  const { outFolder } = request;
  const temporary = { dossier: temporaryPath(outFolder), package: temporaryPath(outFolder) };
  const numbered = assignExhibitNumbers(ledger.items, ledger.exhibitNumbers);
  try {
    return await writeAndPublish({
      parts,
      request,
      ...read.value,
      verifyPagePath: path,
      numbered,
      temporary,
    });
  } finally {
    await discard([temporary.dossier, temporary.package]);
  }
}

async function writeAndPublish(run: Run): Promise<Result<ExportResult, ExportError>> {
  const { request, ledger, numbered, temporary } = run;
  const dossier = await writeDossier(run);
  if (!dossier.ok) return dossier;
  const archive = request.pdfOnly ? ok(null) : await writePackage(run, dossier.value);
  if (!archive.ok) return archive;
  if (request.signal?.aborted) return cancelled();
  const recorded = await recordExport(run, dossier.value.sha256, archive.value);
  if (!recorded.ok) return recorded;
  const names = exportFileNames(ledger.order.facts.number);
  const dossierPath = join(request.outFolder, names.dossier);
  const packagePath = archive.value === null ? null : join(request.outFolder, names.package);
  const published = await publish(request.outFolder, [
    ...(packagePath === null ? [] : [{ temporary: temporary.package, final: packagePath }]),
    { temporary: temporary.dossier, final: dossierPath },
  ]);
  if (!published.ok) return published;
  return ok({
    dossierPath,
    packagePath,
    dossierSha256: dossier.value.sha256,
    packageSha256: archive.value,
    pageCount: dossier.value.pageCount,
    exhibitCount: numbered.length,
  });
}

async function writeDossier(run: Run): Promise<Result<WrittenDossier, ExportError>> {
  const { parts, request, ledger, isSigned, numbered, temporary } = run;
  const { signal } = request;
  const times = await exhibitTimes(ledger, parts.locker);
  const typesetter = startTypesetter(parts.fork);
  const stop = () => typesetter.stop();
  signal?.addEventListener('abort', stop);
  try {
    const exhibits = await preparePictures(numbered, {
      locker: parts.locker,
      intake: parts.intake,
      typesetter,
      signal,
      media: parts.media,
      onFrame: (done, total) => request.onProgress?.('frames', done, total),
      onDone: (done) => request.onProgress?.('pictures', done, numbered.length),
    });
    if (signal?.aborted) return cancelled();
    if (!exhibits.ok) return exhibits;
    request.onProgress?.('typesetting', 0, 1);
    const typeset = await typesetter.ask({
      step: 'typeset',
      model: composeModel({ ledger, isSigned, exhibits: exhibits.value, times }),
      createdAtSeconds: Math.floor(Date.parse(ledger.lastEntryAtUtc) / 1000),
      outPath: temporary.dossier,
    });
    if (signal?.aborted) return cancelled();
    if (!typeset.ok) return typesettingFailure(typeset);
    request.onProgress?.('typesetting', 1, 1);
    const { sha256 } = await measure(createReadStream(temporary.dossier));
    return ok({ sha256, pageCount: typeset.pageCount });
  } finally {
    signal?.removeEventListener('abort', stop);
    typesetter.stop();
  }
}

async function writePackage(run: Run, dossier: WrittenDossier): Promise<Result<string, ExportError>> {
  const { parts, request, ledger, numbered, temporary } = run;
  const originals = await gatherOriginals(numbered, parts.locker, request.signal);
  if (!originals.ok) return originals;
  const journals = await gatherJournals(numbered, parts.locker, request.signal);
  if (!journals.ok) return journals;
  const timestamps = await gatherTimestamps(ledger, parts.locker, request.signal);
  if (!timestamps.ok) return timestamps;
  const written = { path: temporary.dossier, ...dossier };
  try {
    const files = await bagFiles({
      ledger,
      numbered,
      dossier: written,
      originals: originals.value,
      journals: journals.value,
      timestamps: timestamps.value,
      verifyPagePath: run.verifyPagePath,
      sign: run.isSigned ? parts.sign : undefined,
    });
    if (!files.ok) return files;
    const folder = bagFolderName(ledger.order.id);
    const inArchive = (file: BagFile) => ({
      member: { path: `${folder}/${file.path}`, crc32: file.crc32, sizeBytes: file.sizeBytes },
      content: file.content,
    });
    const onWritten = (done: number) => request.onProgress?.('package', done, files.value.length);
    const members = files.value.map(inArchive);
    return ok(await writeArchive(temporary.package, members, request.signal, onWritten));
  } catch (error) {
    return request.signal?.aborted ? cancelled() : writeFailure(error);
  }
}

async function recordExport(
  { parts, ledger, numbered }: Run,
  dossierSha256: string,
  packageSha256: string | null,
): Promise<Result<void, ExportError>> {
  const recorded = await parts.locker.recordExport({
    orderId: ledger.order.id,
    dossierSha256,
    packageSha256,
    treeHead: formatTreeHead(ledger.treeHead),
    exhibits: numbered.map(({ item, number }) => ({ itemId: item.id, number })),
  });
  if (recorded.ok || recorded.error.code === 'LOCKER_READ_ONLY') return ok(undefined);
  const { code, message } = recorded.error;
  return fail(code === 'DISK_FULL' ? 'DISK_FULL' : 'DISK_FAILED', message, { reason: code });
}
