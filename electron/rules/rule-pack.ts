import { ed25519 } from '@noble/curves/ed25519.js';
import { z } from 'zod';
import { fromHex } from '../../core/hex.ts';
import { canonicalBytes } from '../../core/ledger/index.ts';
import { fail, type Result } from '../../core/result.ts';
import { calendarFile, type OpenRules, readRules, ruleFiles } from './load-rules.ts';

export type RulePackError =
  | 'RULE_PACK_INVALID'
  | 'RULE_PACK_SIGNATURE_INVALID'
  | 'RULE_PACK_UNKNOWN_PUBLISHER'
  | 'RULE_PACK_OLDER'
  | 'RULE_PACK_NOT_SAVED'
  | 'RULES_INVALID';

const MAX_PACK_BYTES = 8 * 1024 * 1024;

const packSchema = z.strictObject({
  format: z.literal('liuhen-rule-pack/1'),
  /** Ed25519 public key, hexadecimal. */
  publisher: z.string().regex(/^[0-9a-f]{64}$/),
  files: z.partialRecord(z.enum([...ruleFiles, calendarFile]), z.string()),
  /** Over the canonical bytes (RFC 8785) of the other members. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});

/** The rules in a signed pack, if one of `publishers` signed it and all of it is right. */
export function readRulePack(
  bytes: Uint8Array,
  publishers: ReadonlySet<string>,
): Result<OpenRules, RulePackError> {
  const pack = packSchema.safeParse(readJson(bytes));
  if (!pack.success) return fail('RULE_PACK_INVALID', '这不是留痕的规则包，或文件不完整。什么都没有改变。');
  const { signature, ...signed } = pack.data;
  if (!publishers.has(signed.publisher)) {
    return fail('RULE_PACK_UNKNOWN_PUBLISHER', '签发这个规则包的人不在留痕的名单里，没有导入。');
  }
  if (!isSigned(canonicalBytes(signed), signature, signed.publisher)) {
    return fail('RULE_PACK_SIGNATURE_INVALID', '规则包的签名不对：文件被改过，或没有传完整。没有导入。');
  }
  return readRules(signed.files, 'imported');
}

/** A pack for these files. */
export function rulePackBytes(files: Readonly<Record<string, string>>, secretKey: Uint8Array): Uint8Array {
  const publisher = Buffer.from(ed25519.getPublicKey(secretKey)).toString('hex');
  const signed = { format: 'liuhen-rule-pack/1', publisher, files } as const;
  const signature = Buffer.from(ed25519.sign(canonicalBytes(signed), secretKey)).toString('hex');
  return canonicalBytes({ ...signed, signature });
}

function readJson(bytes: Uint8Array): unknown {
  if (bytes.length > MAX_PACK_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Whatever is no JSON is no pack.
    return undefined;
  }
}

function isSigned(bytes: Uint8Array, signatureHex: string, publisherHex: string): boolean {
  try {
    return ed25519.verify(fromHex(signatureHex), bytes, fromHex(publisherHex), { zip215: false });
  } catch {
    // A key that is no point of the curve signed nothing.
    return false;
  }
}
