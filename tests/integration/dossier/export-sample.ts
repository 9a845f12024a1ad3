import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import type { OrderFacts } from '../../../core/orders/index.ts';
import {
  createDossierExporter,
  type ExportRequest,
  type ExportResult,
} from '../../../electron/dossier/index.ts';
import { createIntake } from '../../../electron/intake/index.ts';
import { forkNode } from '../../../electron/platform/index.ts';
import { type SampleExhibit, sampleLocker, sampleOrderId } from './sample-order.ts';

/** A new folder that nothing else uses. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'liuhen-export-'));
}

/** Exports a hand-made order and gives the raw outcome. */
export async function tryExport(
  exhibits: readonly SampleExhibit[],
  options: Partial<ExportRequest> & { readonly facts?: OrderFacts } = {},
) {
  const { facts, ...request } = options;
  const intake = createIntake({ fork: forkNode, idleMs: 1000 });
  const exporter = createDossierExporter({ locker: sampleLocker(exhibits, facts), intake, fork: forkNode });
  try {
    return await exporter.export({
      orderId: sampleOrderId,
      outFolder: newFolder(),
      pdfOnly: false,
      ...request,
    });
  } finally {
    await exporter.close();
  }
}

/** The same, when it must work. */
export async function exportSample(
  exhibits: readonly SampleExhibit[],
  options: Parameters<typeof tryExport>[1] = {},
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
