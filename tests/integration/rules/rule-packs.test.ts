import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRules, openRules, readRulePack, rulePackBytes } from '../../../electron/rules/index.ts';
import { calendarFile, ruleFiles } from '../../../electron/rules/load-rules.ts';

const shipped = join(import.meta.dirname, '../../../resources/rules');
const secretKey = new Uint8Array(32).fill(7);
const publisher = Buffer.from(ed25519.getPublicKey(secretKey)).toString('hex');
const publishers = new Set([publisher]);
const files = Object.fromEntries(
  [...ruleFiles, calendarFile].map((name) => [name, readFileSync(join(shipped, `${name}.yaml`), 'utf8')]),
);
const versioned = (version: string) => ({
  ...files,
  'rule-book': files['rule-book']?.replace(/^version: .*$/m, `version: ${version}`) ?? '',
});
const newer = rulePackBytes(versioned('2099.1.1'), secretKey);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (known: ReadonlySet<string> = publishers) =>
  openRules({ stateFolder: folder, builtInFolder: shipped, publishers: known });
const inForce = (rules = open()) => {
  const current = rules.current();
  if (!current.ok) throw new Error(current.error.message);
  return current.value;
};
const keptPack = () => join(folder, 'rules', 'rule-pack.json');

describe('rule files', () => {
  const withFile = (name: string, text: string) => {
    for (const [own, content] of Object.entries(files)) writeFileSync(join(folder, `${own}.yaml`), content);
    writeFileSync(join(folder, `${name}.yaml`), text);
    return loadRules(folder);
  };

  it('that are shipped are in force whole', () => {
    expect(inForce()).toMatchObject({ source: 'built-in', problem: null });
    expect(withFile('laws', files.laws ?? '').ok).toBe(true);
  });

  it.each([
    ['aliases', 'laws: &a []\ncitations: *a\n'],
    ['a key twice', `laws: []\n${files.laws}`],
    ['two megabytes', `${files.laws}# ${'x'.repeat(2 * 1024 * 1024)}\n`],
    ['no YAML', '\u0000{{{: ]'],
    ['a list', '- laws\n'],
    ['nothing', ''],
  ])('with %s are refused', (_what, text) => {
    expect(withFile('laws', text)).toMatchObject({ ok: false, error: { code: 'RULES_INVALID' } });
  });

  it.each([...ruleFiles, calendarFile])('without %s.yaml are refused, which is named', (name) => {
    withFile('laws', files.laws ?? '');
    rmSync(join(folder, `${name}.yaml`));
    const loaded = loadRules(folder);
    expect(loaded.ok ? '' : loaded.error.message).toContain(`${name}.yaml`);
  });
});

describe('a rule pack', () => {
  it('of a known publisher is in force, at the next start too', async () => {
    expect((await open().importPack(newer)).ok).toBe(true);
    expect(inForce()).toMatchObject({ source: 'imported', problem: null, ruleBook: { version: '2099.1.1' } });
  });

  it('of anybody else is refused and not kept', async () => {
    const refused = await open(new Set(['0'.repeat(64)])).importPack(newer);
    expect(refused).toMatchObject({ ok: false, error: { code: 'RULE_PACK_UNKNOWN_PUBLISHER' } });
    expect(await openRules({ stateFolder: folder, builtInFolder: shipped }).importPack(newer)).toMatchObject({
      ok: false,
    });
    expect(inForce().source).toBe('built-in');
  });

  it('that is not newer is refused', async () => {
    for (const version of ['2000.1.1', inForce().ruleBook.version]) {
      const refused = await open().importPack(rulePackBytes(versioned(version), secretKey));
      expect(refused).toMatchObject({ ok: false, error: { code: 'RULE_PACK_OLDER' } });
    }
  });

  it('with any byte changed, or cut anywhere, is refused', () => {
    expect(readRulePack(newer, publishers).ok).toBe(true);
    fc.assert(
      fc.property(fc.nat(newer.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = newer.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        return !readRulePack(changed, publishers).ok && !readRulePack(newer.slice(0, at), publishers).ok;
      }),
      { numRuns: 60 },
    );
  });

  it('that was signed with damaged rules is refused', async () => {
    const damaged = rulePackBytes({ ...versioned('2099.1.1'), laws: 'laws: []\n' }, secretKey);
    expect(await open().importPack(damaged)).toMatchObject({ ok: false, error: { code: 'RULES_INVALID' } });
  });

  it('damaged after it was kept leaves the built-in book in force and says so', async () => {
    await open().importPack(newer);
    writeFileSync(keptPack(), newer.slice(0, 1000));
    const { source, problem } = inForce();
    expect(source).toBe('built-in');
    expect(problem?.message).toContain('规则包');
  });

  it('that cannot be kept changes nothing', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'rules'), 'in the way');
    const rules = open();
    expect(await rules.importPack(newer)).toMatchObject({
      ok: false,
      error: { code: 'RULE_PACK_NOT_SAVED' },
    });
    expect(inForce(rules).source).toBe('built-in');
  });
});
