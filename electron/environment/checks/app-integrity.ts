import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Environment } from '../../../core/evidence/index.ts';
import { SHA256_HEX } from '../../../core/hex.ts';
import { measure } from '../../platform/index.ts';
import { type Check, type CheckOutcome, clear, named, notChecked, noticed } from '../check.ts';

/** Beside the program's files: what each was when it was published. */
export const PROGRAM_MANIFEST = 'program-files.json';
const MAX_FILES = 400;

const manifestSchema = z.strictObject({
  format: z.literal('liuhen-program-files/1'),
  version: z.string(),
  /** Path from the manifest's folder, with `/`. */
  files: z.record(z.string(), z.string().regex(SHA256_HEX)),
});

/**
 * The program's own files against the list that was published with it. It guards against damage and careless changes; who
 * changes the files can change the list too, so the hashes are what can be compared from outside.
 */
export function appIntegrityCheck(folder: string | null, { app }: Environment): Check {
  return {
    id: 'app-integrity',
    run: async ({ machine, signal }) => {
      if (folder === null) return notChecked('程序不是从发布的文件运行的，没有核对程序文件。', { ...app });
      const files = await hashesBelow(folder, signal);
      const raw = { ...app, files };
      const text = await machine.readText(join(folder, PROGRAM_MANIFEST));
      if (text === undefined) {
        return notChecked('没有随程序发布的文件清单可以比对，只记下了程序文件的哈希。', raw);
      }
      return compare(files, text, raw, app.version);
    },
  };
}

function compare(
  files: Readonly<Record<string, string>>,
  text: string,
  raw: CheckOutcome['raw'],
  version: string,
): CheckOutcome {
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success) return noticed('随程序发布的文件清单坏了，请重新安装。', raw);
  const stated = manifest.data.files;
  const different = Object.keys({ ...files, ...stated }).filter((path) => files[path] !== stated[path]);
  if (manifest.data.version !== version)
    return noticed('随程序发布的文件清单是别的版本的，请重新安装。', raw);
  return different.length > 0
    ? noticed(`程序文件与发布时不同：${named(different)}。请重新安装。`, raw)
    : clear(`程序版本 ${version}，${Object.keys(files).length} 个程序文件与发布时一致。`, raw);
}

async function hashesBelow(folder: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(
      (entry) =>
        entry.isFile() && entry.name !== PROGRAM_MANIFEST && /\.(js|cjs|mjs|html|css)$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .slice(0, MAX_FILES);
  const hashes: Record<string, string> = {};
  for (const path of paths) {
    const { sha256 } = await measure(createReadStream(path, { signal }));
    hashes[relative(folder, path).split(sep).join('/')] = sha256;
  }
  return hashes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is no list: the caller says so.
    return undefined;
  }
}
