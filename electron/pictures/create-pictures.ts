import type { Readable } from 'node:stream';
import type { Item } from '../../core/evidence/index.ts';
import type { Intake } from '../intake/index.ts';
import type { Locker } from '../locker/index.ts';
import type { Media, MediaViews, Playable } from '../media/index.ts';
import { createFrameCache } from './frame-cache.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

const THUMBNAIL_EDGE_PX = 480;
/** Larger pictures are streamed without being checked first: holding them twice would cost too much. */
const CHECKED_MAX_BYTES = 64 * 1024 * 1024;

/** What windows are shown of evidence; undefined for what is unknown, missing, damaged, or no picture. */
export interface Pictures {
  thumbnail(itemId: string): Promise<Uint8Array | undefined>;
  original(itemId: string): Promise<{ mediaType: string; body: Uint8Array | Readable } | undefined>;
  /** Drops what was made of an original that was removed. */
  forget(sha256: string): Promise<void>;
  readonly media: {
    playback(itemId: string): Promise<Playable | undefined>;
    filmstrip(itemId: string): Promise<Uint8Array | undefined>;
    /** The frame shown at this time, as PNG. */
    frame(itemId: string, mediaMs: number): Promise<Uint8Array | undefined>;
  };
}

export interface PicturesDeps {
  readonly locker: Pick<Locker, 'getItem' | 'readObject' | 'streamObject'>;
  readonly intake: Pick<Intake, 'thumbnail'>;
  /** Absent: no sound or video is shown. */
  readonly media?: (MediaViews & Pick<Media, 'frameAt' | 'forget'>) | undefined;
  /** Where thumbnails are kept; made when needed. */
  readonly folder: string;
}

/** {@link Pictures} of a locker. */
export function createPictures(deps: PicturesDeps): Pictures {
  const cache = createThumbnailCache(deps.folder);
  const { media } = deps;
  const frames = createFrameCache();
  return {
    thumbnail: async (itemId) => {
      const item = await itemOf(deps, itemId);
      if (item?.mediaType.startsWith('image/'))
        return await cache.get(item.sha256, () => makeThumbnail(deps, item.sha256));
      if (item?.mediaType.startsWith('video/') && media !== undefined)
        return await cache.get(item.sha256, () => media.poster(item));
      return undefined;
    },
    original: async (itemId) => {
      const item = await itemOf(deps, itemId);
      if (item === undefined) return undefined;
      const { mediaType, sha256 } = item;
      const isChecked = mediaType.startsWith('image/') && item.sizeBytes <= CHECKED_MAX_BYTES;
      const body = isChecked ? await checkedBytes(deps, sha256) : await deps.locker.streamObject(sha256);
      return body === undefined ? undefined : { mediaType, body };
    },
    forget: async (sha256) => {
      await cache.forget(sha256);
      await media?.forget(sha256);
    },
    media: {
      playback: async (itemId) => {
        const item = await itemOf(deps, itemId);
        return item === undefined ? undefined : await media?.playable(item);
      },
      filmstrip: async (itemId) => {
        const item = await itemOf(deps, itemId);
        return item === undefined ? undefined : await media?.filmstrip(item);
      },
      frame: async (itemId, mediaMs) => {
        const item = await itemOf(deps, itemId);
        if (item === undefined || media === undefined) return undefined;
        return await frames.get(`${item.sha256} ${mediaMs}`, async () => {
          const made = await media.frameAt(item, mediaMs);
          return made.ok ? made.value.png : undefined;
        });
      },
    },
  };
}

async function itemOf(deps: PicturesDeps, itemId: string): Promise<Item | undefined> {
  return (await deps.locker.getItem(itemId))?.item;
}

async function checkedBytes(deps: PicturesDeps, sha256: string): Promise<Uint8Array | undefined> {
  const read = await deps.locker.readObject(sha256);
  return read.ok ? read.value : undefined;
}

async function makeThumbnail(deps: PicturesDeps, sha256: string): Promise<Uint8Array | undefined> {
  const bytes = await checkedBytes(deps, sha256);
  if (bytes === undefined) return undefined;
  const made = await deps.intake.thumbnail(bytes, THUMBNAIL_EDGE_PX);
  return made.ok ? made.value : undefined;
}
