import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { CaptureFacts } from '../../core/evidence/index.ts';
import { readNewOrder } from '../../core/orders/index.ts';
import { createDossierExporter } from '../../electron/dossier/index.ts';
import { createIntake } from '../../electron/intake/index.ts';
import { type Locker, openLocker } from '../../electron/locker/index.ts';
import { currentEnvironment, forkNode, systemClock } from '../../electron/platform/index.ts';
import { sideBySide, table } from './statistics.ts';

const EXHIBITS = 100;

/**
 * A dossier of 100 screenshots with contents, 证据目录, captions and appendix, beside `img2pdf` putting the same PNGs on
 * pages without a word of text. The same files, the same machine, in turn.
 */
export async function benchDossier(rounds: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-bench-'));
  try {
    const pictures = await drawPictures(folder);
    const opened = await openLocker({
      directory: join(folder, 'locker'),
      create: true,
      stateFolder: join(folder, 'state'),
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const locker = opened.value;
    const orderId = await fillOrder(locker, pictures);
    const intake = createIntake({ fork: forkNode });
    const exporter = createDossierExporter({ locker, intake, fork: forkNode });
    const series = await sideBySide(rounds, {
      'Liuhen dossier': async () => {
        const made = await exporter.export({ orderId, outFolder: join(folder, 'out'), pdfOnly: true });
        if (!made.ok) throw new Error(made.error.message);
      },
      img2pdf: () => execFileSync('img2pdf', [...pictures, '-o', join(folder, 'img2pdf.pdf')]),
    });
    await exporter.close();
    await intake.close();
    await locker.close();
    return `Dossier of ${EXHIBITS} exhibits, 1920×1080 each\n\n${table(series, 'img2pdf')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawPictures(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (let index = 0; index < EXHIBITS; index += 1) {
    const lines = Array.from(
      { length: 40 },
      (_, line) =>
        `<text x="40" y="${60 + line * 25}">订单 ${index * 1000 + line} 等待商家发货 ￥98.50 已付款</text>`,
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080"><rect width="1920" height="1080" fill="#f4f6f8"/><g font-family="Noto Sans CJK SC" font-size="20">${lines.join('')}</g></svg>`;
    const path = join(folder, `${index}.png`);
    writeFileSync(path, await sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 2 }).toBuffer());
    paths.push(path);
  }
  return paths;
}

async function fillOrder(locker: Locker, pictures: readonly string[]): Promise<string> {
  const { facts } = readNewOrder({
    platform: '星辰点卡',
    merchant: '星辰数码',
    number: '20261123',
    product: '点卡',
  });
  if (facts === undefined) throw new Error('the bench order is complete');
  const order = await locker.addOrder(facts);
  if (!order.ok) throw new Error(order.error.message);
  for (const path of pictures) {
    const sealed = await locker.seal({
      content: { bytes: readFileSync(path) },
      mediaType: 'image/png',
      image: { widthPx: SCREEN.width, heightPx: SCREEN.height },
      provenance: {
        source: 'capture',
        clock: systemClock.facts(),
        environment: currentEnvironment(),
        capture,
      },
      assignment: { orderId: order.value.id, by: 'user' },
      kind: 'E01',
    });
    if (!sealed.ok) throw new Error(sealed.error.message);
  }
  return order.value.id;
}

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

const capture: CaptureFacts = {
  mode: 'screen',
  trigger: 'hotkey',
  delaySeconds: 0,
  area: SCREEN,
  display: { id: '1', name: 'screen', area: SCREEN, scaleFactor: 1 },
  grabber: { name: 'bench', version: '1' },
};
