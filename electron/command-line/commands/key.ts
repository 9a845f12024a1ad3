import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { Locker } from '../../locker/index.ts';
import { createFileDurably } from '../../platform/index.ts';
import { type CurrentKey, createSigning, type Signing } from '../../signing/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, withLocker } from './command-context.ts';

const SHORTEST_PASSPHRASE = 8;

const protectionNames: Readonly<Record<CurrentKey['protection'], string>> = {
  'platform-key-store': '由系统的密钥库保管',
  file: '在这台电脑的文件里',
  missing: '不在这台电脑上，下一个检查点会换一把新的',
};

/** The locker's key on this machine, kept in a file; a key that is made instead of a lost one is told. */
export function signingOf({ stateFolder, tell }: CommandContext, locker: Locker): Signing {
  return createSigning({
    locker,
    stateFolder,
    onKeyMade: ({ keyId, why }) => {
      if (why === 'first') tell(`这个证据库还没有签名密钥，已生成：${keyId}。建议用 key export 备份。`);
      if (why === 'lost')
        tell(`原来的签名密钥用不了，已换成 ${keyId}；旧密钥没有为它作保，校验时会照实说明。`);
    },
  });
}

/** `key show`: which key signs, and where its private half lies. */
export function showKey(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const key = await signingOf(context, locker).currentKey();
    return done({ key }, key === null ? '还没有签名密钥：第一个检查点会生成它。' : describeKey(key));
  });
}

/** `key export FILE`: encrypted with a passphrase; a file that is there already is not touched. */
export function exportKey(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const passphrase = await readPassphrase(context);
    if (!passphrase.ok) return failed(passphrase.error);
    const exported = await signingOf(context, locker).exportKey(passphrase.value);
    if (!exported.ok) return failed(exported.error);
    const path = resolve(context.commandLine.operands[0] ?? '');
    const saved = await saveNew(path, exported.value);
    return saved.ok
      ? done({ path }, `已导出到 ${path}。没有口令谁也打不开它，请另外记好。`)
      : failed(saved.error);
  });
}

/** `key import FILE`: keeps an exported key on this machine. */
export function importKey(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const text = await readFile(resolve(context.commandLine.operands[0] ?? ''), 'utf8').catch(
      () => undefined,
    );
    if (text === undefined) {
      return failed({ code: 'FILE_NOT_FOUND', message: '读不了这个密钥文件。请核对路径后再试。' });
    }
    const passphrase = await readPassphrase(context);
    if (!passphrase.ok) return failed(passphrase.error);
    const imported = await signingOf(context, locker).importKey(text, passphrase.value);
    if (!imported.ok) return failed(imported.error);
    return done({ ...imported.value }, `已导入密钥 ${imported.value.keyId}。`);
  });
}

/** `key rotate [--old-key-lost]`: a new key that the old one vouches for, unless it is lost. */
export function rotateKey(context: CommandContext): Promise<Outcome> {
  return withLocker(context, false, async (locker) => {
    const isOldLost = context.commandLine.options['old-key-lost'] === true;
    const rotated = await signingOf(context, locker).rotate({ isOldLost });
    return rotated.ok ? done({ key: rotated.value }, describeKey(rotated.value)) : failed(rotated.error);
  });
}

function describeKey({ keyId, publicKeyHex, setAtUtc, protection, earlierKeyCount }: CurrentKey): string {
  return [
    `密钥 ${keyId}（Ed25519 公钥 ${publicKeyHex}）`,
    `自 ${setAtUtc} 起使用，${protectionNames[protection]}；以前用过 ${earlierKeyCount} 把`,
  ].join('\n');
}

async function saveNew(
  path: string,
  text: string,
): Promise<Result<undefined, 'FILE_EXISTS' | 'FILE_NOT_SAVED'>> {
  try {
    if (await createFileDurably(path, text)) return ok(undefined);
    return fail('FILE_EXISTS', '这个文件已经存在，没有覆盖。请换一个名字。');
  } catch {
    return fail('FILE_NOT_SAVED', '密钥没有保存：这个位置写不进去。请换一个文件夹再试。');
  }
}

/** From `LIUHEN_PASSPHRASE`, else one line of standard input, which a terminal does not show. */
async function readPassphrase({ tell }: CommandContext): Promise<Result<string, 'USAGE'>> {
  const given = process.env.LIUHEN_PASSPHRASE;
  if (given === undefined) tell(`请输入口令（至少 ${SHORTEST_PASSPHRASE} 个字符，不显示），回车结束：`);
  const passphrase = given ?? (await readHiddenLine());
  if (passphrase.length < SHORTEST_PASSPHRASE) {
    return fail(
      'USAGE',
      `口令至少 ${SHORTEST_PASSPHRASE} 个字符。请输入，或放在环境变量 LIUHEN_PASSPHRASE 里。`,
    );
  }
  return ok(passphrase);
}

async function readHiddenLine(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({
    input: process.stdin,
    output: nowhere,
    terminal: process.stdin.isTTY === true,
  });
  for await (const line of lines) return line;
  return '';
}
