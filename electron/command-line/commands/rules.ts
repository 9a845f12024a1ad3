import { readFile } from 'node:fs/promises';
import { fail } from '../../../core/result.ts';
import { done, failed, type Outcome } from '../output.ts';
import type { CommandContext } from './command-context.ts';

/** `rules show [ID]`: the rule book in force, or one rule of it with its source. */
export async function showRules(context: CommandContext): Promise<Outcome> {
  const opened = await context.rules();
  if (!opened.ok) return failed(opened.error);
  const { ruleBook, source } = opened.value;
  const [id] = context.commandLine.operands;
  if (id === undefined) {
    const text = [
      `规则库 ${ruleBook.version}（${source === 'built-in' ? '自带' : '导入'}）`,
      `法规 ${ruleBook.laws.length} 部，引文 ${ruleBook.citations.length} 条，场景 ${ruleBook.scenarios.length} 个，渠道 ${ruleBook.channels.length} 个。`,
    ].join('\n');
    return done({ ruleBook, source }, text);
  }
  const citation = ruleBook.citations.find((known) => known.id === id);
  const law = ruleBook.laws.find((known) => known.id === (citation?.lawId ?? id));
  const scenario = ruleBook.scenarios.find((known) => known.id === id);
  const rule = citation ?? scenario ?? ruleBook.channels.find((known) => known.id === id) ?? law;
  if (rule === undefined) return failed(fail('NOT_FOUND', '规则库里没有这一条。').error);
  const words = citation === undefined ? '' : `${law?.name ?? ''}${citation.article}：${citation.quote}`;
  return done({ rule, law: law ?? null }, words === '' ? JSON.stringify(rule, null, 2) : words);
}

/** `rules import FILE`: a signed rule pack; nothing changes unless all of it is right. */
export async function importRules(context: CommandContext): Promise<Outcome> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(context.commandLine.operands[0] ?? '');
  } catch {
    return failed(fail('FILE_NOT_FOUND', '这个文件读不到。请检查路径。').error);
  }
  const imported = await context.importRules(bytes);
  if (!imported.ok) return failed(imported.error);
  return done({ version: imported.value.version }, `规则库已更新到 ${imported.value.version}。`);
}
