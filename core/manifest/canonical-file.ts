import type { z } from 'zod';
import { parseCanonical } from '../ledger/index.ts';
import { fail, ok, type Result } from '../result.ts';

export type IndexError = 'INDEX_NOT_CANONICAL' | 'INDEX_SCHEMA_INVALID';

/** Reads a JSON file of a package: canonical (RFC 8785), so that there is one spelling, and with exactly the members it may have. */
export function decodeCanonical<Value>(
  bytes: Uint8Array,
  schema: z.ZodType<Value>,
): Result<Value, IndexError> {
  const parsed = parseCanonical(bytes);
  if (parsed === undefined) {
    return fail('INDEX_NOT_CANONICAL', '证据索引不是规范 JSON，可能被改过。请使用导出时的原文件。');
  }
  const read = schema.safeParse(parsed.value);
  if (read.success) return ok(read.data);
  const member = read.error.issues[0]?.path.join('.') ?? '';
  return fail(
    'INDEX_SCHEMA_INVALID',
    `证据索引的成员 ${member} 不合格式，可能被改过，或来自更新版本的留痕。`,
    { member },
  );
}
