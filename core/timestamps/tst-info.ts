import {
  DER,
  type DerElement,
  generalizedTimeMs,
  objectIdentifier,
  readDer,
  unsignedContentHex,
  unsignedHex,
} from './der.ts';
import { readImprint, type TimestampRequest } from './request.ts';

/** The signed content of a token (RFC 3161 section 2.4.2). */
export interface TstInfo {
  readonly policy: string;
  readonly imprint: TimestampRequest['imprint'];
  readonly serialHex: string;
  readonly genTimeMs: number;
  readonly accuracyMs: number | null;
  readonly nonceHex: string | null;
}

const TSA_NAME = 0xa0;
const EXTENSIONS = 0xa1;

/** Reads a TSTInfo, version 1; undefined when it is not one in DER. Name of the authority and extensions are not read. */
export function parseTstInfo(bytes: Uint8Array): TstInfo | undefined {
  const info = readDer(bytes);
  if (info?.tag !== DER.sequence) return undefined;
  const [version, policyElement, imprintElement, serial, time, ...rest] = info.children;
  const policy = objectIdentifier(policyElement);
  const imprint = readImprint(imprintElement);
  const serialHex = unsignedHex(serial);
  const genTimeMs = generalizedTimeMs(time);
  const accuracyMs = rest[0]?.tag === DER.sequence ? readAccuracyMs(rest.shift()) : null;
  if (rest[0]?.tag === DER.boolean) rest.shift();
  const nonceHex = rest[0]?.tag === DER.integer ? unsignedHex(rest.shift()) : null;
  if (rest[0]?.tag === TSA_NAME) rest.shift();
  if (rest[0]?.tag === EXTENSIONS) rest.shift();
  if (unsignedHex(version) !== '1' || rest.length > 0) return undefined;
  if (policy === undefined || imprint === undefined || serialHex === undefined) return undefined;
  if (genTimeMs === undefined || accuracyMs === undefined || nonceHex === undefined) return undefined;
  return { policy, imprint, serialHex, genTimeMs, accuracyMs, nonceHex };
}

/** Accuracy: seconds, [0] milliseconds, [1] microseconds, each optional; a part of a millisecond counts as one. */
function readAccuracyMs(element: DerElement | undefined): number | undefined {
  const rest = [...(element?.children ?? [])];
  const seconds = rest[0]?.tag === DER.integer ? small(rest.shift()) : 0;
  const milliseconds = rest[0]?.tag === 0x80 ? small(rest.shift()) : 0;
  const microseconds = rest[0]?.tag === 0x81 ? small(rest.shift()) : 0;
  if (seconds === undefined || milliseconds === undefined || microseconds === undefined) return undefined;
  if (rest.length > 0 || milliseconds > 999 || microseconds > 999) return undefined;
  return seconds * 1000 + milliseconds + Math.ceil(microseconds / 1000);
}

/** A number below 2^32. */
function small(element: DerElement | undefined): number | undefined {
  const hex = element === undefined ? undefined : unsignedContentHex(element.content);
  return hex === undefined || hex.length > 8 ? undefined : Number.parseInt(hex, 16);
}
