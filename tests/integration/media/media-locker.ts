import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Item } from '../../../core/evidence/index.ts';
import { importFile } from '../../../electron/imports/index.ts';
import { createIntake, type Intake } from '../../../electron/intake/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import {
  createMedia,
  type Media,
  type MediaOptions,
  type MediaViews,
} from '../../../electron/media/index.ts';
import {
  type ChildChannel,
  currentEnvironment,
  type ForkChild,
  forkNode,
  systemClock,
} from '../../../electron/platform/index.ts';
import { unwrap } from '../locker/samples.ts';

/** Path of a file of the collection (fixtures/make.sh). */
export const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

/** A real locker with what can be made of its media. */
export interface MediaLocker {
  readonly folder: string;
  readonly locker: Locker;
  readonly intake: Intake;
  readonly media: Media & MediaViews;
  /** Media processes started so far. */
  readonly children: ChildChannel[];
  /** Bytes that were read of objects so far. */
  readBytes(): number;
  importPath(path: string): Promise<Item>;
  importFixture(name: string): Promise<Item>;
  close(): Promise<void>;
}

/** Opens a fresh locker; `options` change how media is made. */
export async function openMediaLocker(options: Partial<MediaOptions> = {}): Promise<MediaLocker> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-media-'));
  const opened = await openLocker({
    directory: join(folder, 'locker'),
    create: true,
    stateFolder: join(folder, 'state'),
  });
  const locker = unwrap(opened);
  const intake = createIntake({ fork: forkNode });
  const children: ChildChannel[] = [];
  const fork: ForkChild = (path, name) => {
    const child = forkNode(path, name);
    children.push(child);
    return child;
  };
  let readBytes = 0;
  const counting: MediaOptions['locker'] = {
    streamObject: async (sha256, range) => {
      readBytes += range === undefined ? 0 : range.end - range.start + 1;
      return await locker.streamObject(sha256, range);
    },
  };
  const media = createMedia({ locker: counting, fork, folder: join(folder, 'media'), ...options });
  const importPath = async (path: string) =>
    unwrap(
      await importFile(
        { locker, intake, clock: systemClock, environment: currentEnvironment() },
        { path, orderId: null },
      ),
    );
  return {
    folder,
    locker,
    intake,
    media,
    children,
    readBytes: () => readBytes,
    importPath,
    importFixture: (name) => importPath(fixture(name)),
    close: async () => {
      await media.close();
      await intake.close();
      await locker.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A job's surroundings that nobody watches. */
export const unwatched = () => ({ signal: new AbortController().signal, progress: () => undefined });

/** The number that a frame of a numbered file shows. */
export async function numberShown(png: Uint8Array): Promise<number> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const blockPx = info.width / 8;
  let number = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    const at = Math.floor(info.height / 2) * info.width + Math.floor((bit + 0.5) * blockPx);
    if ((data[at * info.channels] ?? 0) > 127) number += 2 ** bit;
  }
  return number;
}

/** Puts a copy of a fixture under another name. */
export function copyOf(name: string, folder: string, as: string): string {
  const path = join(folder, as);
  copyFileSync(fixture(name), path);
  return path;
}
