import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseSignedCheckpoint } from '../../../core/checkpoints/index.ts';
import { toHex } from '../../../core/hex.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { Authority } from '../../../core/timestamps/index.ts';
import type { HeldCheckpoint, Locker } from '../../locker/index.ts';
import { createCheckpointer } from '../../signing/index.ts';
import {
  addTrustedRoot,
  authorityUrl,
  builtInAuthorities,
  createAuthorityAsker,
  type HoldResult,
  holdTimestamp,
} from '../../timestamps/index.ts';
import { done, failed, type Outcome, visible } from '../output.ts';
import { type CommandContext, withLocker } from './command-context.ts';
import { signingOf } from './key.ts';

interface Stamped {
  readonly authority: Authority;
  readonly result: HoldResult;
}

/**
 * `timestamp [--tsa URL…] [--tsa-root FILE…]`: makes a checkpoint and has every authority stamp it. Whoever gives the command
 * wants it: what leaves the machine, and to whom, is said. Exit 3 when nobody stamped it.
 */
export async function timestamp(context: CommandContext): Promise<Outcome> {
  const authorities = readAuthorities(context);
  if (!authorities.ok) return failed(authorities.error);
  return withLocker(context, false, async (locker) => {
    const trusted = await trustRoots(context);
    if (!trusted.ok) return failed(trusted.error);
    const checkpointer = createCheckpointer({ locker, signing: signingOf(context, locker) });
    const made = await checkpointer.makeCheckpoint();
    if (!made.ok) return failed(made.error);
    const names = authorities.value.map(({ name, url }) => `${name}（${url}）`).join('、');
    context.tell(`发送的只有检查点的哈希和一个随机数，发给：${visible(names)}`);
    const stamped = await Promise.all(
      authorities.value.map(async (authority) => ({
        authority,
        result: await stampWith(context, locker, made.value, authority),
      })),
    );
    return outcomeOf(locker, made.value, stamped);
  });
}

function readAuthorities(context: CommandContext): Result<readonly Authority[], 'USAGE'> {
  const urls = listOption(context, 'tsa');
  if (urls.length === 0) return ok(builtInAuthorities.map(({ name, url }) => ({ name, url })));
  const authorities = new Map<string, Authority>();
  for (const text of urls) {
    const url = authorityUrl(text);
    if (!url.ok || text.length > 300)
      return fail('USAGE', `--tsa 要写时间戳机构的地址，以 http:// 或 https:// 开头。`);
    const { href, host } = url.value;
    const known = builtInAuthorities.find((each) => URL.parse(each.url)?.href === href);
    authorities.set(href, { name: known?.name ?? host.slice(0, 80), url: known?.url ?? text });
  }
  return ok([...authorities.values()]);
}

/** `--tsa-root` is for this machine and lasts: a stamp that ends in it stays trusted here. */
async function trustRoots(
  context: CommandContext,
): Promise<Result<undefined, 'FILE_NOT_FOUND' | 'ROOT_CERTIFICATE_INVALID' | 'SETTINGS_NOT_SAVED'>> {
  for (const path of listOption(context, 'tsa-root')) {
    const file = await readFile(resolve(path)).catch(() => undefined);
    if (file === undefined) return fail('FILE_NOT_FOUND', '读不了 --tsa-root 给出的根证书文件。请核对路径。');
    const added = await addTrustedRoot(context.stateFolder, file);
    if (!added.ok) return added;
  }
  return ok(undefined);
}

async function stampWith(
  { stateFolder, signal }: CommandContext,
  locker: Locker,
  checkpoint: HeldCheckpoint,
  authority: Authority,
): Promise<HoldResult> {
  const held = checkpoint.timestamps.find((each) => each.authority.url === authority.url);
  if (held !== undefined) return ok(held);
  const askAuthority = createAuthorityAsker({ stateFolder, fetch });
  return await holdTimestamp({ locker, askAuthority }, { checkpoint, authority, signal });
}

async function outcomeOf(
  locker: Locker,
  { seq, size, checkpoint }: HeldCheckpoint,
  stamped: readonly Stamped[],
): Promise<Outcome> {
  const parsed = parseSignedCheckpoint(checkpoint);
  const rootHex = parsed.ok ? toHex(parsed.value.head.root) : '';
  const { unstampedItemCount: pendingItemCount } = await locker.stampingFigures();
  const json = { checkpoint: { seq, size, rootHex }, timestamps: stamped.map(stampJson), pendingItemCount };
  const lines = [`检查点：前 ${size} 条账本，第 ${seq} 条`, ...stamped.map(describeStamp)];
  const text = [...lines, `待确认：${pendingItemCount} 件证据`].join('\n');
  if (stamped.some(({ result }) => result.ok)) return done(json, text);
  const message = '没有一家机构给出时间戳。检查点已经做好，请检查网络或换一家机构，再运行一次 timestamp。';
  return failed({ code: 'TIMESTAMP_NONE_HELD', message }, json, text);
}

function stampJson({ authority: { url }, result }: Stamped): Readonly<Record<string, unknown>> {
  if (!result.ok) {
    const { code, message } = result.error;
    return { url, ok: false, error: { code, message } };
  }
  const { genTimeUtc, serialHex } = result.value.token;
  return { url, ok: true, genTimeUtc, serialHex };
}

function describeStamp({ authority: { name }, result }: Stamped): string {
  if (!result.ok) return `未盖  ${visible(name)}  ${result.error.code}：${result.error.message}`;
  const { genTimeUtc, serialHex } = result.value.token;
  return `已盖  ${visible(name)}  ${genTimeUtc}  序号 ${serialHex}`;
}

function listOption({ commandLine: { options } }: CommandContext, name: string): readonly string[] {
  const given = options[name];
  return Array.isArray(given) ? given.filter((each) => typeof each === 'string') : [];
}
