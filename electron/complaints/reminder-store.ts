import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/result.ts';
import { inOrder, replaceFileDurably } from '../platform/index.ts';
import type { ToldReminders } from './reminders.ts';

/** Which notifications were shown, in one small file. */
export interface ReminderStore {
  told(): ToldReminders;
  /** Resolves when it is durable; `REMINDERS_NOT_SAVED`: kept only while the app runs, so it may be told again. */
  keep(told: ToldReminders): Promise<Result<undefined, 'REMINDERS_NOT_SAVED'>>;
  /** Set when a file was found that could not be used: everything is told once more. */
  readonly problem: 'REMINDERS_UNREADABLE' | undefined;
}

const fileSchema = z.strictObject({ schema: z.literal(1), told: z.record(z.string(), z.string()) });

/** Reads `<folder>/reminders.json`; absent or unusable, nothing was told yet. It holds nothing that could be lost. */
export async function openReminderStore(folder: string): Promise<ReminderStore> {
  const path = join(folder, 'reminders.json');
  const found = await readTold(path);
  let current = found ?? {};
  const line = inOrder();
  return {
    told: () => current,
    keep: (told) =>
      line(async () => {
        current = told;
        try {
          await replaceFileDurably(path, `${JSON.stringify({ schema: 1, told })}\n`);
          return ok(undefined);
        } catch {
          return fail('REMINDERS_NOT_SAVED', '提醒记录没有存下来：磁盘可能已满。同一件事可能会再提醒一次。');
        }
      }),
    problem: found === undefined ? 'REMINDERS_UNREADABLE' : undefined,
  };
}

/** What the file says; empty where there is none, undefined where it cannot be used. */
async function readTold(path: string): Promise<ToldReminders | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? {} : undefined;
  }
  try {
    return fileSchema.parse(JSON.parse(text)).told;
  } catch {
    return undefined;
  }
}
