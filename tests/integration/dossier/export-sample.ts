import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import type { OrderFacts } from '../../../core/orders/index.ts';
import {
  createDossierExporter,
  type ExporterParts,
  type ExportRequest,
  type ExportResult,
} from '../../../electron/dossier/index.ts';
import { createIntake } from '../../../electron/intake/index.ts';
import { createMedia } from '../../../electron/media/index.ts';
import { forkNode } from '../../../electron/platform/index.ts';
import { type SampleExhibit, sampleLocker, sampleOrderId } from './sample-order.ts';
import { type SampleProofs, signSample } from './sample-proofs.ts';

/** A new folder that nothing else uses. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'liuhen-export-'));
}

type SampleOptions = Partial<ExportRequest> & {
  readonly facts?: OrderFacts;
  /** Undefined: no frames can be taken. */
  readonly media?: ExporterParts['media'];
  /** Heads, tokens and what the ledger knows of clocks; without them nothing is signed. */
  readonly proofs?: SampleProofs;
  /** Undefined: no key is at hand. */
  readonly sign?: ExporterParts['sign'];
  readonly makeCheckpoint?: ExporterParts['makeCheckpoint'];
  readonly verifyPagePath?: string;
};

/** A page in the place of the built one, which these tests do not look at. */
export function standInVerifyPage(): string {
  const path = join(newFolder(), 'verify.html');
  writeFileSync(path, '<!doctype html><title>stand-in</title>');
  return path;
}

/** Exports a hand-made order and gives the raw outcome. */
export async function tryExport(exhibits: readonly SampleExhibit[], options: SampleOptions = {}) {
  const { facts, media: chosen, proofs, sign, makeCheckpoint, verifyPagePath, ...request } = options;
  const intake = createIntake({ fork: forkNode, idleMs: 1000 });
  const locker = sampleLocker(exhibits, facts, proofs);
  const decoder = createMedia({ locker, fork: forkNode, folder: newFolder(), idleMs: 1000 });
  const media = 'media' in options ? chosen : decoder;
  const exporter = createDossierExporter({
    locker,
    intake,
    fork: forkNode,
    media,
    makeCheckpoint,
    sign: 'sign' in options ? sign : proofs && signSample,
    verifyPagePath: verifyPagePath ?? standInVerifyPage(),
  });
  try {
    return await exporter.export({
      orderId: sampleOrderId,
      outFolder: newFolder(),
      pdfOnly: false,
      ...request,
    });
  } finally {
    await exporter.close();
    await decoder.close();
  }
}

/** The same, when it must work. */
export async function exportSample(
  exhibits: readonly SampleExhibit[],
  options: SampleOptions = {},
): Promise<ExportResult> {
  const result = await tryExport(exhibits, options);
  invariant(result.ok, `the export works: ${JSON.stringify(result)}`);
  return result.value;
}

/** What a program prints, as text. */
export function run(command: string, ...parameters: readonly string[]): string {
  return execFileSync(command, parameters, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
}

/** Text of a PDF without any white space: line breaks are layout. */
export function textOfPdf(path: string): string {
  return run('pdftotext', '-layout', path, '-').replace(/\s+/g, '');
}
