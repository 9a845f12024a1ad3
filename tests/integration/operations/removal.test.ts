import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIntake, type Intake } from '../../../electron/intake/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { createMedia } from '../../../electron/media/index.ts';
import { evidenceHandlers } from '../../../electron/operations/evidence.ts';
import type { OperationDeps } from '../../../electron/operations/index.ts';
import { createPictures } from '../../../electron/pictures/index.ts';
import { forkNode } from '../../../electron/platform/index.ts';
import { captureProvenance, unwrap } from '../locker/samples.ts';

let folder: string;
let locker: Locker;
let intake: Intake;
let media: ReturnType<typeof createMedia>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-removal-'));
  locker = unwrap(
    await openLocker({ directory: join(folder, 'locker'), create: true, stateFolder: join(folder, 'state') }),
  );
  intake = createIntake({ fork: forkNode });
  media = createMedia({ locker, fork: forkNode, folder: join(folder, 'media') });
});

afterEach(async () => {
  await media.close();
  await intake.close();
  await locker.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an item that the window removes', () => {
  it('leaves neither its object nor the thumbnail that was made of it', async () => {
    const picture = { width: 640, height: 400, channels: 3 as const, background: '#205090' };
    const bytes = new Uint8Array(await sharp({ create: picture }).png().toBuffer());
    const provenance = captureProvenance();
    const item = unwrap(await locker.seal({ content: { bytes }, mediaType: 'image/png', provenance }));
    const thumbnails = join(folder, 'thumbnails');
    const pictures = createPictures({ locker, intake, media, folder: thumbnails });
    expect(await pictures.thumbnail(item.id)).toBeDefined();
    const kept = [
      join(thumbnails, `${item.sha256}.webp`),
      join(locker.directory, 'objects', item.sha256.slice(0, 2), item.sha256),
    ];
    expect(kept.map((path) => existsSync(path))).toEqual([true, true]);
    const deps = { locker: { ok: true, value: locker }, forgetMade: pictures.forget };
    const handlers = evidenceHandlers(deps as unknown as OperationDeps);
    const removed = await handlers.remove({ itemIds: [item.id], reason: '拍错了' });
    expect(removed).toEqual({ ok: true, value: { itemIds: [item.id], pendingObjects: 0 } });
    expect(kept.map((path) => existsSync(path))).toEqual([false, false]);
    expect(await pictures.thumbnail(item.id)).toBeUndefined();
  });
});
