import type { ByteReader } from './block-reader.ts';
import { childrenOf, type Element, elementAt, elementIds, unsigned } from './ebml.ts';

/** How a Matroska file lies: what a player needs to know before it can seek. */
export interface WebmLayout {
  /** Where the segment begins, and where it says it ends; undefined when it does not say. */
  readonly segmentAt: number;
  readonly segmentEnd: number | undefined;
  readonly firstClusterAt: number;
  /** The table of contents at the beginning, which a shortened copy of the file must not believe. */
  readonly seekHead: { readonly at: number; readonly end: number } | undefined;
  /** Whether it states its length and has seek points. */
  readonly isCued: boolean;
  readonly ticksPerMs: number;
}

/** Longest element whose content is read: SeekHead and Info are a few hundred bytes. */
const MAX_CONTENT_BYTES = 64 * 1024;
const MAX_ELEMENTS = 200;
const HEADER_BYTES = 12;

/** Reads up to the first cluster; undefined when that is not Matroska or holds no cluster. */
export async function readWebmLayout(reader: ByteReader): Promise<WebmLayout | undefined> {
  const header = await elementFrom(reader, 0);
  if (header?.id !== elementIds.header || header.sizeBytes === undefined) return undefined;
  const segmentAt = header.from + header.sizeBytes;
  const segment = await elementFrom(reader, segmentAt);
  if (segment?.id !== elementIds.segment) return undefined;
  const segmentEnd = segment.sizeBytes === undefined ? undefined : segment.from + segment.sizeBytes;
  let seekHead: WebmLayout['seekHead'];
  let cuesAt: number | undefined;
  let hasDuration = false;
  let ticksPerMs = 1;
  let at = segment.from;
  for (let count = 0; count < MAX_ELEMENTS; count += 1) {
    const element = await elementFrom(reader, at);
    if (element === undefined) return undefined;
    if (element.id === elementIds.cluster) {
      const isCued = hasDuration && cuesAt !== undefined && (await isCuesAt(reader, cuesAt));
      return { segmentAt, segmentEnd, firstClusterAt: at, seekHead, isCued, ticksPerMs };
    }
    if (element.sizeBytes === undefined) return undefined;
    const end = element.from + element.sizeBytes;
    if (element.id === elementIds.cues) cuesAt = at;
    if (element.id === elementIds.seekHead) {
      seekHead = { at, end };
      cuesAt ??= cuesPosition(await contentOf(reader, element), segment.from);
    }
    if (element.id === elementIds.info)
      ({ hasDuration, ticksPerMs } = infoFacts(await contentOf(reader, element)));
    at = end;
  }
  return undefined;
}

/** The cluster that begins at `at`, when there is one: its time in milliseconds. */
export interface ClusterPlace {
  readonly at: number;
  readonly mediaMs: number;
  /** Where it says it ends; undefined when it does not say. */
  readonly end: number | undefined;
}

const WINDOW_BYTES = 256 * 1024;

/** The first cluster that begins in `from`…`to`. */
export async function clusterAfter(
  reader: ByteReader,
  layout: WebmLayout,
  from: number,
  to: number,
): Promise<ClusterPlace | undefined> {
  for (let at = from; at < to; at += WINDOW_BYTES) {
    const [first] = await clustersIn(reader, layout, at, Math.min(at + WINDOW_BYTES, to));
    if (first !== undefined) return first;
  }
  return undefined;
}

/** The last cluster that begins before `before`. */
export async function clusterBefore(
  reader: ByteReader,
  layout: WebmLayout,
  before: number,
): Promise<ClusterPlace | undefined> {
  for (let end = before; end > layout.firstClusterAt; end -= WINDOW_BYTES) {
    const from = Math.max(layout.firstClusterAt, end - WINDOW_BYTES);
    const last = (await clustersIn(reader, layout, from, end)).at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

/** The last cluster whose time is at or before `mediaMs`, found by halving: clusters lie in the order of time. */
export async function clusterAtTime(
  reader: ByteReader,
  layout: WebmLayout,
  mediaMs: number,
): Promise<ClusterPlace | undefined> {
  let best = await clusterAfter(reader, layout, layout.firstClusterAt, layout.firstClusterAt + 1);
  if (best === undefined || best.mediaMs > mediaMs) return undefined;
  let low = best.at + 1;
  let high = reader.sizeBytes;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = await clusterAfter(reader, layout, middle, high);
    if (found === undefined || found.mediaMs > mediaMs) high = middle;
    else {
      best = found;
      low = found.at + 1;
    }
  }
  return best;
}

/** Where the last element that is whole ends, in a cluster at the end of a file that may have been cut off. */
export async function wholeUntil(reader: ByteReader, cluster: ClusterPlace): Promise<number> {
  let at = (await elementFrom(reader, cluster.at))?.from ?? cluster.at;
  while (at < reader.sizeBytes) {
    const element = await elementFrom(reader, at);
    if (element?.sizeBytes === undefined || element.from + element.sizeBytes > reader.sizeBytes) return at;
    at = element.from + element.sizeBytes;
  }
  return at;
}

async function clustersIn(
  reader: ByteReader,
  { ticksPerMs }: WebmLayout,
  from: number,
  to: number,
): Promise<ClusterPlace[]> {
  // A little more than the window: a cluster may begin at its very end.
  const bytes = Buffer.from(await reader.read(from, to + 64));
  const mark = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);
  const found: ClusterPlace[] = [];
  for (let at = bytes.indexOf(mark); at >= 0 && from + at < to; at = bytes.indexOf(mark, at + 1)) {
    const cluster = elementAt(bytes, at);
    const ticks = cluster === undefined ? undefined : clusterTicks(bytes, cluster);
    if (cluster === undefined || ticks === undefined) continue;
    const end = cluster.sizeBytes === undefined ? undefined : from + cluster.from + cluster.sizeBytes;
    found.push({ at: from + at, mediaMs: ticks / ticksPerMs, end });
  }
  return found;
}

/** Four bytes occur by chance in compressed pictures; four bytes followed by a timestamp element do not. */
function clusterTicks(bytes: Uint8Array, cluster: Element): number | undefined {
  let at = cluster.from;
  for (let count = 0; count < 4; count += 1) {
    const child = elementAt(bytes, at);
    if (child?.sizeBytes === undefined || child.from + child.sizeBytes > bytes.length) return undefined;
    if (child.id === elementIds.timestamp)
      return child.sizeBytes > 8 ? undefined : unsigned(bytes, child.from, child.sizeBytes);
    const isPassed =
      child.id === elementIds.void ||
      child.id === elementIds.checksum ||
      child.id === elementIds.position ||
      child.id === elementIds.previousSize;
    if (!isPassed) return undefined;
    at = child.from + child.sizeBytes;
  }
  return undefined;
}

/** The element that begins at `at` of the file. */
async function elementFrom(reader: ByteReader, at: number): Promise<Element | undefined> {
  const element = elementAt(await reader.read(at, at + HEADER_BYTES), 0);
  return element === undefined ? undefined : { ...element, from: element.from + at };
}

async function contentOf(reader: ByteReader, { from, sizeBytes = 0 }: Element): Promise<Uint8Array> {
  return await reader.read(from, from + Math.min(sizeBytes, MAX_CONTENT_BYTES));
}

function cuesPosition(seekHead: Uint8Array, segmentFrom: number): number | undefined {
  for (const seek of childrenOf(seekHead)) {
    if (seek.id !== elementIds.seek) continue;
    const parts = new Map([...childrenOf(seek.content)].map(({ id, content }) => [id, content]));
    const target = parts.get(elementIds.seekId);
    const position = parts.get(elementIds.seekPosition);
    if (target === undefined || position === undefined) continue;
    if (unsigned(target, 0, target.length) === elementIds.cues)
      return segmentFrom + unsigned(position, 0, position.length);
  }
  return undefined;
}

async function isCuesAt(reader: ByteReader, at: number): Promise<boolean> {
  return (await elementFrom(reader, at))?.id === elementIds.cues;
}

function infoFacts(info: Uint8Array): { hasDuration: boolean; ticksPerMs: number } {
  let hasDuration = false;
  let ticksPerMs = 1;
  for (const { id, content } of childrenOf(info)) {
    if (id === elementIds.duration) hasDuration = content.some((byte) => byte !== 0);
    const nsPerTick = id === elementIds.timestampScale ? unsigned(content, 0, content.length) : 0;
    if (nsPerTick > 0) ticksPerMs = 1_000_000 / nsPerTick;
  }
  return { hasDuration, ticksPerMs };
}
