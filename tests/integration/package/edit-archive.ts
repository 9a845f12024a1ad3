import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { invariant } from '../../../core/assert.ts';
import { archiveTail, formatManifest, localHeader, packagePaths } from '../../../core/manifest/index.ts';
import { newFolder, run } from '../dossier/export-sample.ts';

/** Files of a bag by path, in the archive's order; what a forger with our source would edit. */
export type BagEdit = Map<string, Buffer>;

/** Reads a package with a foreign tool. */
export function readPackage(path: string): { readonly folder: string; readonly files: BagEdit } {
  const names = run('unzip', '-Z1', path).trim().split('\n');
  const target = newFolder();
  run('unzip', '-q', path, '-d', target);
  const folder = names[0]?.split('/')[0] ?? '';
  const files = new Map(
    names.map((name) => [name.slice(folder.length + 1), readFileSync(join(target, name))] as const),
  );
  return { folder, files };
}

/** Writes files as a package whose archive, manifests and counts are all consistent: only the meaning is forged. */
export function writePackage(folder: string, files: BagEdit): string {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const line = ([path, bytes]: readonly [string, Buffer]) => ({ path, sha256: sha256(bytes) });
  const size = payload.reduce((total, [, bytes]) => total + bytes.length, 0);
  const about = files.get(packagePaths.description)?.toString() ?? '';
  const oxum = `Payload-Oxum: ${size}.${payload.length}`;
  files.set(packagePaths.description, Buffer.from(about.replace(/Payload-Oxum: .*/, oxum)));
  files.set(packagePaths.manifest, Buffer.from(formatManifest(payload.map(line))));
  const tags = [...files].filter(([path]) => !path.startsWith('data/') && path !== packagePaths.tagManifest);
  files.set(packagePaths.tagManifest, Buffer.from(formatManifest(tags.map(line))));
  return writeRaw([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}

/** Writes an archive with exactly these names and contents, laid out as ours. */
export function writeRaw(files: readonly (readonly [path: string, bytes: Buffer])[]): string {
  const members = files.map(([path, bytes]) => ({ path, crc32: crc32(bytes), sizeBytes: bytes.length }));
  const parts = files.flatMap(([, bytes], index) => {
    const member = members[index];
    invariant(member !== undefined, 'a member a file');
    return [Buffer.from(localHeader(member)), bytes];
  });
  const path = join(newFolder(), 'forged.zip');
  writeFileSync(path, Buffer.concat([...parts, Buffer.from(archiveTail(members))]));
  return path;
}

/** Bytes as a new file. */
export function writeBytes(bytes: Uint8Array, name = 'package.zip'): string {
  const path = join(newFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
