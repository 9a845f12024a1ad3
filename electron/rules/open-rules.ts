import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { replaceFileDurably, resourcesFolder } from '../platform/index.ts';
import { loadRules, type OpenRules, type RulesError } from './load-rules.ts';
import { publishers as knownPublishers } from './publishers.ts';
import { type RulePackError, readRulePack } from './rule-pack.ts';

/** The rules in force, and the one way to change them. */
export interface Rules {
  current(): Result<OpenRules, RulesError>;
  /** Puts a pack that the user picked in force, now and at every start. */
  importPack(bytes: Uint8Array): Promise<Result<OpenRules, RulePackError>>;
}

export interface RulesOptions {
  /** Where an imported pack is kept. */
  readonly stateFolder: string;
  readonly builtInFolder?: string;
  readonly publishers?: ReadonlySet<string>;
}

const PACK = 'rule-pack.json';

/**
 * The newer of the built-in book and the pack that the user imported. A pack that is no longer right is reported and left
 * where it is; the built-in book is in force then.
 */
export function openRules(options: RulesOptions): Rules {
  const { stateFolder, publishers = knownPublishers } = options;
  const folder = join(stateFolder, 'rules');
  const load = () =>
    chosen(
      loadRules(options.builtInFolder ?? join(resourcesFolder(), 'rules')),
      readKept(join(folder, PACK), publishers),
    );
  let loaded: Result<OpenRules, RulesError> | undefined;
  // Not at the start: the first window and the first capture need no rules.
  const inForce = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    current: inForce,
    importPack: async (bytes) => {
      const read = readRulePack(bytes, publishers);
      if (!read.ok) return read;
      const current = inForce();
      if (current.ok && !isNewer(read.value, current.value)) {
        return fail('RULE_PACK_OLDER', '这个规则包不比现在用的新，没有导入。');
      }
      try {
        mkdirSync(folder, { recursive: true });
        await replaceFileDurably(join(folder, PACK), bytes);
      } catch {
        return fail('RULE_PACK_NOT_SAVED', '规则包没有保存：磁盘写不进去。请检查剩余空间后再试。');
      }
      loaded = ok(read.value);
      return ok(read.value);
    },
  };
}

function readKept(
  path: string,
  publishers: ReadonlySet<string>,
): Result<OpenRules, RulePackError> | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    // None was imported; one that cannot be read is as good as none.
    return undefined;
  }
  return readRulePack(bytes, publishers);
}

function chosen(
  builtIn: Result<OpenRules, RulesError>,
  kept: Result<OpenRules, RulePackError> | undefined,
): Result<OpenRules, RulesError> {
  if (kept === undefined) return builtIn;
  if (!kept.ok) {
    const problem = { message: `以前导入的规则包不能用了：${kept.error.message}` };
    return builtIn.ok ? ok({ ...builtIn.value, problem }) : builtIn;
  }
  return builtIn.ok && !isNewer(kept.value, builtIn.value) ? builtIn : ok(kept.value);
}

function isNewer(left: OpenRules, right: OpenRules): boolean {
  const parts = (rules: OpenRules) => rules.ruleBook.version.split('.').map(Number);
  const [a, b] = [parts(left), parts(right)];
  const difference = a.map((part, at) => part - (b[at] ?? 0)).find((step) => step !== 0) ?? 0;
  return difference > 0;
}
