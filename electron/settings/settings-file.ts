import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type StoredSettings, storedSettingsSchema } from '../../core/contract/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { inOrder } from '../platform/index.ts';

/** What is wrong with the file that was found. */
export interface SettingsProblem {
  readonly code: 'SETTINGS_DAMAGED';
  readonly message: string;
}

export interface SettingsStore {
  current(): StoredSettings;
  /** Resolves when the change is durable; `SETTINGS_NOT_SAVED` changes nothing. */
  update(change: Partial<StoredSettings>): Promise<Result<StoredSettings, 'SETTINGS_NOT_SAVED'>>;
  /** Set when a damaged file was put aside at this start. */
  readonly problem: SettingsProblem | undefined;
}

/**
 * Reads `<folder>/settings.json`. Absent: `defaults`. Damaged, unreadable, or of a schema unknown to this version: renamed to
 * `settings.damaged-<milliseconds>.json` and `defaults`, with a `problem`. StoredSettings missing in an older file are default.
 */
export async function openSettings(
  folder: string,
  defaults: StoredSettings,
  nowMs: number,
): Promise<SettingsStore> {
  const path = join(folder, 'settings.json');
  await mkdir(folder, { recursive: true });
  const read = await readSettings(path, defaults);
  if (read === 'damaged') {
    // A folder that refuses the rename refuses the next change too, which then says so.
    await rename(path, join(folder, `settings.damaged-${nowMs}.json`)).catch(() => undefined);
  }
  let current = read === 'damaged' ? defaults : read;
  const saving = inOrder();
  return {
    current: () => current,
    update: (change) =>
      saving(async () => {
        const next = { ...current, ...change };
        if (!(await writeDurably(folder, path, next))) {
          return fail('SETTINGS_NOT_SAVED', '设置没有保存：磁盘写不进去。请检查剩余空间和文件夹权限后再试。');
        }
        current = next;
        return ok(next);
      }),
    problem: read === 'damaged' ? damaged : undefined,
  };
}

const damaged: SettingsProblem = {
  code: 'SETTINGS_DAMAGED',
  message: '设置文件损坏，已另存并恢复默认设置。证据不受影响；请到“设置”中检查快捷键。',
};

const olderSettings = storedSettingsSchema
  .extend({ hotkeys: storedSettingsSchema.shape.hotkeys.partial() })
  .partial();

async function readSettings(path: string, defaults: StoredSettings): Promise<StoredSettings | 'damaged'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? defaults : 'damaged';
  }
  try {
    const read: unknown = JSON.parse(text);
    const found = olderSettings.safeParse(read);
    if (!found.success) return 'damaged';
    // A key that an older version did not know is the default one.
    const hotkeys = { ...defaults.hotkeys, ...found.data.hotkeys };
    return { ...defaults, ...found.data, hotkeys } as StoredSettings;
  } catch {
    return 'damaged';
  }
}

async function writeDurably(folder: string, path: string, settings: StoredSettings): Promise<boolean> {
  const temporary = `${path}.new`;
  try {
    // DURABILITY: whole file → fsync → rename → fsync of the folder: a crash leaves the old or the new settings.
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(settings, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
    return true;
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
    return false;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder and makes the rename durable with the file system's journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
