import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { invariant } from '../../../../core/assert.ts';
import { archiveTail, formatManifest, localHeader, packagePaths } from '../../../../core/manifest/index.ts';

/** Files of a bag by path, in the archive's order. */
export type BagFiles = Map<string, Buffer>;

export interface OpenedBag {
  readonly folder: string;
  readonly files: BagFiles;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Takes one of our archives apart; it must be sound. */
export function openBag(archive: Buffer): OpenedBag {
  const files: BagFiles = new Map();
  let folder = '';
  let at = 0;
  while (archive.readUInt32LE(at) === 0x04034b50) {
    const nameEnd = at + 30 + archive.readUInt16LE(at + 26);
    const end = nameEnd + archive.readUInt32LE(at + 18);
    const name = archive.toString('utf8', at + 30, nameEnd);
    folder = name.slice(0, name.indexOf('/'));
    files.set(name.slice(folder.length + 1), Buffer.from(archive.subarray(nameEnd, end)));
    at = end;
  }
  return { folder, files };
}

/** An archive with exactly these names and contents, laid out as the exporter does. */
export function layOut(members: readonly (readonly [path: string, bytes: Buffer])[]): Buffer {
  const stated = members.map(([path, bytes]) => ({ path, crc32: crc32(bytes), sizeBytes: bytes.length }));
  const parts = members.flatMap(([, bytes], index) => {
    const member = stated[index];
    invariant(member !== undefined, 'a header a file');
    return [Buffer.from(localHeader(member)), bytes];
  });
  return Buffer.concat([...parts, Buffer.from(archiveTail(stated))]);
}

/** How the note over the manifest is made anew: by a key's owner, by nobody (it stays as it was), or it is taken out. */
export type SignManifest = ((manifestSha256: string) => string) | 'as-it-was' | 'removed';

/** Writes files as a package whose manifests, counts and archive are consistent: only the meaning may be forged. */
export function packBag({ folder, files }: OpenedBag, signManifest: SignManifest): Buffer {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const line = ([path, bytes]: readonly [string, Buffer]) => ({ path, sha256: sha256(bytes) });
  const sizeBytes = payload.reduce((total, [, bytes]) => total + bytes.length, 0);
  const about = files.get(packagePaths.description)?.toString() ?? '';
  const oxum = `Payload-Oxum: ${sizeBytes}.${payload.length}`;
  files.set(packagePaths.description, Buffer.from(about.replace(/Payload-Oxum: .*/, oxum)));
  const manifest = Buffer.from(formatManifest(payload.map(line)));
  files.set(packagePaths.manifest, manifest);
  if (signManifest === 'removed') files.delete(packagePaths.manifestSignature);
  else if (signManifest !== 'as-it-was') {
    files.set(packagePaths.manifestSignature, Buffer.from(signManifest(sha256(manifest))));
  }
  const tags = [...files].filter(([path]) => !path.startsWith('data/') && path !== packagePaths.tagManifest);
  files.set(packagePaths.tagManifest, Buffer.from(formatManifest(tags.map(line))));
  return layOut([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const));
}
