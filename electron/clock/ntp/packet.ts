/** NTP packets in client mode, RFC 5905 section 7.3. Pure. */

export const PACKET_BYTES = 48;
/** An answer with extension fields is longer; more than this is kept by nobody. */
export const MAX_PACKET_BYTES = 512;

const UNIX_EPOCH_SECONDS = 2_208_988_800n;
const VERSION_AND_CLIENT_MODE = (4 << 3) | 3;
const SERVER_MODE = 4;
const NOT_SYNCHRONISED = 3;
/** A root distance from which a server is not synchronised: MAXDISP of RFC 5905. */
const MAX_ROOT_DISTANCE_SECONDS = 16;

/** What a usable answer says. */
export interface ServerTime {
  readonly stratum: number;
  /** When the request came and the answer left, NTP timestamps modulo 2^64. */
  readonly received: bigint;
  readonly transmitted: bigint;
}

export type PacketProblem = 'not-ours' | 'malformed' | 'kiss-of-death' | 'unsynchronised';

/**
 * A request whose transmit timestamp is 64 random bits: it tells the server nothing of our clock, and an answer that
 * repeats it was made for this request.
 */
export function encodeRequest(origin: Uint8Array): Uint8Array {
  const packet = new Uint8Array(PACKET_BYTES);
  packet[0] = VERSION_AND_CLIENT_MODE;
  packet.set(origin.subarray(0, 8), 40);
  return packet;
}

/**
 * Reads an answer. `not-ours` when it does not repeat `origin` (a replay, somebody else's answer): the true one may still
 * come. The order is that of RFC 5905 section 8: whose it is, then whether its sender can be used.
 */
export function readResponse(packet: Uint8Array, origin: Uint8Array): ServerTime | PacketProblem {
  if (packet.length < PACKET_BYTES || packet.length > MAX_PACKET_BYTES) return 'malformed';
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const flags = view.getUint8(0);
  if (!origin.every((byte, at) => packet[24 + at] === byte)) return 'not-ours';
  const version = (flags >> 3) & 7;
  if ((flags & 7) !== SERVER_MODE || version < 1 || version > 4) return 'malformed';
  const stratum = view.getUint8(1);
  if (stratum === 0) return 'kiss-of-death';
  const rootDistance = view.getUint32(4) / 65_536 / 2 + view.getUint32(8) / 65_536;
  if (flags >> 6 === NOT_SYNCHRONISED || stratum > 15 || rootDistance >= MAX_ROOT_DISTANCE_SECONDS) {
    return 'unsynchronised';
  }
  const received = view.getBigUint64(32);
  const transmitted = view.getBigUint64(40);
  if (received === 0n || transmitted === 0n || BigInt.asIntN(64, transmitted - received) < 0n)
    return 'malformed';
  return { stratum, received, transmitted };
}

/** The NTP timestamp of a time in milliseconds since 1970, modulo 2^64: eras run on (RFC 5905 section 6). */
export function ntpTimestamp(utcMs: number): bigint {
  const ms = BigInt(Math.round(utcMs));
  return BigInt.asUintN(64, ((ms + UNIX_EPOCH_SECONDS * 1000n) << 32n) / 1000n);
}

/**
 * Offset (server minus machine) and round trip, RFC 5905 section 8, by differences modulo 2^64: right while machine and
 * server are less than 68 years apart, in whatever era. Undefined when the server claims to have taken longer than the
 * whole exchange.
 */
export function offsetOf(
  server: ServerTime,
  sentUtcMs: number,
  elapsedMs: number,
): { readonly offsetMs: number; readonly delayMs: number } | undefined {
  const sent = ntpTimestamp(sentUtcMs);
  const outward = milliseconds(BigInt.asIntN(64, server.received - sent));
  const backward = milliseconds(BigInt.asIntN(64, server.transmitted - sent)) - elapsedMs;
  const delayMs = outward - backward;
  if (delayMs < -1) return undefined;
  return { offsetMs: Math.round((outward + backward) / 2), delayMs: Math.max(0, Math.round(delayMs)) };
}

/** A difference of timestamps, 2^-32 s, in milliseconds. */
function milliseconds(difference: bigint): number {
  return Number((difference * 1_000_000n) >> 32n) / 1000;
}
