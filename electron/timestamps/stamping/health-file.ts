import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { inOrder, replaceFileDurably } from '../../platform/index.ts';

const instant = z.iso.datetime();
const recordSchema = z.strictObject({
  /** In a row. */
  failures: z.int().nonnegative(),
  nextTryUtc: instant.nullable(),
  /** Before it, an authority whose chain ends too soon is not asked for a renewal. */
  nextRenewalUtc: instant.nullable(),
  lastSuccessUtc: instant.nullable(),
  lastFailure: z.strictObject({ code: z.string(), message: z.string(), atUtc: instant }).nullable(),
});
const fileSchema = z.strictObject({
  format: z.literal('liuhen-stamping/1'),
  authorities: z.record(z.string(), recordSchema),
});

/** How often an authority failed and when it is asked again: all that is kept beside the ledger. */
export type AuthorityRecord = z.infer<typeof recordSchema>;

export const unknownAuthority: AuthorityRecord = {
  failures: 0,
  nextTryUtc: null,
  nextRenewalUtc: null,
  lastSuccessUtc: null,
  lastFailure: null,
};

export interface HealthFile {
  of(authorityId: string): AuthorityRecord;
  /** In force at once; resolves when it is on disk, or cannot be. */
  set(authorityId: string, record: AuthorityRecord): Promise<void>;
}

/** `<stateFolder>/timestamps/<lockerId>.json`. A damaged or unreadable file counts as none: authorities are then asked anew. */
export async function openHealthFile(stateFolder: string, lockerId: string): Promise<HealthFile> {
  const path = join(stateFolder, 'timestamps', `${lockerId}.json`);
  const records = new Map(Object.entries(await readRecords(path)));
  const saving = inOrder();
  return {
    of: (authorityId) => records.get(authorityId) ?? unknownAuthority,
    set: (authorityId, record) => {
      records.set(authorityId, record);
      return saving(async () => {
        const authorities = Object.fromEntries(records);
        const text = `${JSON.stringify({ format: 'liuhen-stamping/1', authorities }, null, 2)}\n`;
        // Without the file back-off begins anew after a restart, which harms nobody; the ledger keeps what matters.
        await replaceFileDurably(path, text).catch(() => undefined);
      });
    },
  };
}

async function readRecords(path: string): Promise<Record<string, AuthorityRecord>> {
  try {
    const found = fileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return found.success ? found.data.authorities : {};
  } catch {
    return {};
  }
}
