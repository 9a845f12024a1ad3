import { posix } from 'node:path';

/** What an address below `app://bundle` stands for. */
export type BundleRoute =
  | { readonly kind: 'file'; readonly path: string; readonly mediaType: string }
  | { readonly kind: 'evidence'; readonly itemId: string; readonly variant: EvidenceVariant }
  | { readonly kind: 'frame'; readonly itemId: string; readonly mediaMs: number }
  | { readonly kind: 'frozen'; readonly id: string };

/** How evidence is looked at. */
export type EvidenceVariant = 'thumbnail' | 'original' | 'playback' | 'filmstrip';

/** The only types the bundle is made of; anything else beside it is not served. */
const bundleTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const FILE_PATH = /^(?:[a-z0-9][a-z0-9_-]*\/)*[a-z0-9_-][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\.[a-z0-9]+$/i;
const EVIDENCE_PATH = /^evidence\/(i-[0-9a-z]{26})\/(thumbnail|original|playback|filmstrip)$/;
/** Milliseconds without leading zeros: one address a frame. */
const FRAME_PATH = /^evidence\/(i-[0-9a-z]{26})\/frame\/(0|[1-9][0-9]{0,9})$/;
const FROZEN_PATH = /^frozen\/([0-9a-z]{26})$/;

/**
 * What to serve for an address, or undefined for every address that is not exactly one of ours. Works on the text as it
 * was sent, before any parser has decoded or normalised it, and accepts only names a bundle has: no `%`, `\`, `:`, empty
 * or dotted segment ever becomes a path. A query is allowed on files (`?…` of module loaders), nowhere else.
 */
export function readBundleAddress(address: string): BundleRoute | undefined {
  // SECURITY: P22 (checklist 18, own protocol instead of file://) only names on this list map to files.
  const match = /^app:\/\/bundle\/([^?#]*)(\?[^#]*)?$/.exec(address);
  if (match === null) return undefined;
  const [, path = '', search] = match;
  const evidence = EVIDENCE_PATH.exec(path);
  if (evidence !== null && search === undefined) {
    return { kind: 'evidence', itemId: evidence[1] ?? '', variant: evidence[2] as EvidenceVariant };
  }
  const frame = FRAME_PATH.exec(path);
  if (frame !== null && search === undefined)
    return { kind: 'frame', itemId: frame[1] ?? '', mediaMs: Number(frame[2]) };
  const frozen = FROZEN_PATH.exec(path);
  if (frozen !== null && search === undefined) return { kind: 'frozen', id: frozen[1] ?? '' };
  const mediaType = FILE_PATH.test(path) ? bundleTypes[posix.extname(path).toLowerCase()] : undefined;
  return mediaType === undefined ? undefined : { kind: 'file', path, mediaType };
}
