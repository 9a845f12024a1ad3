import { SHA256_HEX, type Sha256Hex } from '../hex.ts';
import { fail, ok, type Result } from '../result.ts';

/** `bagit.txt` of RFC 8493 section 2.1.1. */
export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** One line of a manifest: a file of the bag and its SHA-256. */
export interface ManifestLine {
  readonly path: string;
  readonly sha256: Sha256Hex;
}

/** A manifest as `sha256sum` writes and checks it (RFC 8493 section 2.1.3), sorted by path in code units. */
export function formatManifest(lines: readonly ManifestLine[]): string {
  return [...lines]
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
}

/**
 * Reads a manifest strictly: lower-case digests, two spaces, line feeds, ascending paths without repetition. Anything
 * else is `MANIFEST_MALFORMED`, with the number of the line.
 */
export function parseManifest(text: string): Result<readonly ManifestLine[], 'MANIFEST_MALFORMED'> {
  const lines: ManifestLine[] = [];
  const rows = text.split('\n');
  if (rows.pop() !== '') return malformed(rows.length + 1);
  for (const [index, row] of rows.entries()) {
    const sha256 = row.slice(0, 64);
    const path = row.slice(66);
    const before = lines.at(-1)?.path ?? '';
    if (!SHA256_HEX.test(sha256) || row.slice(64, 66) !== '  ' || path <= before) return malformed(index + 1);
    lines.push({ path, sha256 });
  }
  return ok(lines);
}

function malformed(line: number) {
  return fail('MANIFEST_MALFORMED', `清单第 ${line} 行格式不对，可能被改过。请使用导出时的原文件。`, {
    line,
  });
}

/** Formats of a package that there are: 1 without, 2 with checkpoints, time stamps, the check page and a signature. */
export type PackageFormat = 1 | 2;

/** What exports write. */
export const PACKAGE_FORMAT: PackageFormat = 2;

/**
 * `bag-info.txt` (RFC 8493 section 2.2.2): the same facts give the same text. `payload` is what lies under `data/`.
 */
export function formatBagDescription(facts: {
  readonly orderId: string;
  readonly fixedUntilUtc: string;
  readonly softwareAgent: string;
  readonly payload: { readonly sizeBytes: number; readonly fileCount: number };
}): string {
  return [
    `Liuhen-Package-Format: ${PACKAGE_FORMAT}`,
    `External-Identifier: ${facts.orderId}`,
    `Bagging-Date: ${facts.fixedUntilUtc.slice(0, 10)}`,
    `Bag-Software-Agent: ${facts.softwareAgent}`,
    `Payload-Oxum: ${facts.payload.sizeBytes}.${facts.payload.fileCount}`,
    '',
  ].join('\n');
}

/** Bytes and number of files that a `bag-info.txt` states as `Payload-Oxum`; undefined when it does not. */
export function payloadOxumOf(
  description: string,
): { readonly sizeBytes: number; readonly fileCount: number } | undefined {
  const match = /^Payload-Oxum: (\d{1,15})\.(\d{1,9})$/m.exec(description);
  return match === null ? undefined : { sizeBytes: Number(match[1]), fileCount: Number(match[2]) };
}

/** The format that a `bag-info.txt` states, once, on its first line; undefined for any other text and later formats. */
export function packageFormatOf(description: string): PackageFormat | undefined {
  const match = /^Liuhen-Package-Format: ([12])\n(?![\s\S]*^Liuhen-Package-Format:)/m.exec(description);
  if (match === null || match.index !== 0) return undefined;
  return match[1] === '1' ? 1 : 2;
}
