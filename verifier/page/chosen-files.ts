import type { ByteSource, PackageSource } from '../../core/verification/index.ts';

/** What somebody chose to have checked. */
export interface Chosen {
  readonly source: PackageSource;
  readonly name: string;
  readonly sizeBytes: number;
}

const PIECE_BYTES = 4 * 1024 * 1024;
const DECLARATION = 'bagit.txt';

/** A file as a source that is read by ranges; nothing of it is kept. */
export function fileSource(file: File): ByteSource {
  return {
    size: file.size,
    async *read(start, end) {
      for (let at = start; at < end; at += PIECE_BYTES) {
        yield new Uint8Array(await file.slice(at, Math.min(end, at + PIECE_BYTES)).arrayBuffer());
      }
    },
  };
}

/** One file is an archive. */
export function chosenArchive(file: File): Chosen {
  return { source: { kind: 'archive', bytes: fileSource(file) }, name: file.name, sizeBytes: file.size };
}

/** The files of a folder, by their paths below the bag's folder; undefined when there is no bag in it. */
export function chosenFolder(
  files: readonly { readonly path: string; readonly file: File }[],
): Chosen | undefined {
  const roots = files
    .filter(({ path }) => path === DECLARATION || path.endsWith(`/${DECLARATION}`))
    .map(({ path }) => path.slice(0, -DECLARATION.length))
    .toSorted((left, right) => left.length - right.length);
  const [root] = roots;
  if (root === undefined) return undefined;
  const inside = files.filter(({ path }) => path.startsWith(root));
  const sources = new Map(inside.map(({ path, file }) => [path.slice(root.length), fileSource(file)]));
  const name = root.split('/').at(-2) ?? '';
  const sizeBytes = inside.reduce((sum, { file }) => sum + file.size, 0);
  return { source: { kind: 'folder', files: sources }, name, sizeBytes };
}

/** What was dropped: one file, or a folder with everything below it. */
export async function chosenByDrop(transfer: DataTransfer): Promise<Chosen | undefined> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const [file] = transfer.files;
  const [folder] = entries.filter((entry) => entry.isDirectory);
  if (folder !== undefined) return chosenFolder(await filesBelow(folder as FileSystemDirectoryEntry, ''));
  return file === undefined ? undefined : chosenArchive(file);
}

async function filesBelow(
  folder: FileSystemDirectoryEntry,
  above: string,
): Promise<{ readonly path: string; readonly file: File }[]> {
  const path = `${above}${folder.name}/`;
  const reader = folder.createReader();
  const found: { readonly path: string; readonly file: File }[] = [];
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const entry of entries) {
      if (entry.isDirectory) found.push(...(await filesBelow(entry as FileSystemDirectoryEntry, path)));
      else found.push({ path: `${path}${entry.name}`, file: await fileOf(entry as FileSystemFileEntry) });
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
