import { describe, expect, it } from 'vitest';
import { chokePointErrors, contract } from '../../../../core/contract/index.ts';
import { evidenceKinds } from '../../../../core/evidence/index.ts';
import { environmentCheckIds } from '../../../../core/surroundings/index.ts';
import { tokenErrors } from '../../../../core/timestamps/index.ts';
import { failureText, locales } from '../../../../renderer/locales/index.ts';

const zhCn = locales['zh-CN'];
const sources = import.meta.glob<string>('../../../../renderer/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every path to a text, such as `app.save`, with what lies there. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

// What a kind must show is a list of its own in each language.
const keysOf = (texts: unknown) =>
  leaves(texts)
    .map(([path, value]) => `${path.replace(/\.mustShow\.\d+$/, '.mustShow')} ${typeof value}`)
    .filter((path) => !path.endsWith('.group number'))
    .filter((path, index, all) => all.indexOf(path) === index && !path.includes('.mustShow'))
    .toSorted();

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect(keysOf(locales.en)).toEqual(keysOf(zhCn));
  });

  it('say what each kind must show in both languages, equally often', () => {
    for (const kind of Object.keys(evidenceKinds) as (keyof typeof evidenceKinds)[]) {
      const counts = [zhCn, locales.en].map((texts) => texts.domain.kinds[kind].mustShow.length > 0);
      expect(counts[0], kind).toBe(counts[1]);
    }
  });

  it('are not empty, and English ones are English', () => {
    for (const [path, value] of leaves(locales.en)) {
      if (/placeholders\.(category|status|notes)$/.test(path)) continue;
      expect(value, path).not.toBe('');
      if (/languages|sealCharacter/.test(path)) continue;
      expect(typeof value === 'string' ? value : '', path).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('exist for every failure code of the contract, and tell what to do', () => {
    const operations = Object.values(contract).flatMap((feature) => Object.values(feature));
    const codes = new Set([...chokePointErrors, ...operations.flatMap(({ errors }) => [...errors])]);
    expect(codes.size).toBeGreaterThan(30);
    for (const code of codes) {
      for (const texts of [zhCn, locales.en]) expect(Object.keys(texts.errors.texts)).toContain(code);
    }
  });

  it('name every check of a verification and every way a time stamp may be refused', () => {
    const checks = [
      ...['CHECKPOINTS', 'CHECKPOINT_LIST_INVALID', 'CHECKPOINT_MALFORMED', 'CHECKPOINT_FOREIGN'],
      ...['CHECKPOINT_INCONSISTENT', 'SIGNATURE', 'SIGNING_KEY_CHAIN_BROKEN', 'SIGNING_KEY_NOT_ENDORSED'],
      ...['SIGNATURE_KEY_UNKNOWN', 'SIGNATURE_INVALID', 'PACKAGE_SIGNATURE_MISSING'],
      ...['PACKAGE_SIGNATURE_INVALID', 'TIMESTAMPS', 'TIMESTAMP_LIST_INVALID', 'TIMESTAMP_STATED_WRONG'],
      ...['DOSSIER_INCREMENTAL', 'TRUSTED_TIME', 'CLOCK', 'CLOCK_CONTRADICTED'],
      ...['EVIDENCE_INDEX', 'ORIGINALS', 'RECORDINGS', 'TRANSCRIPTS', 'DERIVATIVES', 'DOSSIER'],
      ...tokenErrors,
    ];
    for (const texts of [zhCn, locales.en]) {
      for (const code of checks) expect(Object.keys(texts.checks)).toContain(code);
      for (const code of tokenErrors) expect(Object.keys(texts.errors.texts)).toContain(code);
      for (const id of environmentCheckIds) {
        expect(Object.keys(texts.session.environment.findings)).toContain(id);
      }
    }
  });

  it('say what to do when an authority does not answer as it must', () => {
    const codes = ['UNREACHABLE', 'TIMEOUT', 'HTTP_STATUS', 'ANSWER_TOO_LARGE', 'WRONG_TYPE'];
    for (const code of codes) {
      for (const texts of [zhCn, locales.en]) {
        expect(Object.keys(texts.errors.texts)).toContain(`AUTHORITY_${code}`);
      }
    }
  });

  it('fall back to the sentence that came along, in its own language, and to the code elsewhere', () => {
    const failure = { code: 'SOMETHING_NEW', message: '请再试一次。' };
    expect(failureText(failure, zhCn, 'zh-CN')).toBe('请再试一次。');
    expect(failureText(failure, locales.en, 'en')).toContain('SOMETHING_NEW');
    expect(failureText({ code: 'constructor', message: '' }, zhCn, 'zh-CN')).toContain('constructor');
  });

  it('stand nowhere but in locales', () => {
    const own = Object.entries(sources).filter(([file]) => !/renderer\/(?:locales|dev)\//.test(file));
    expect(own.length).toBeGreaterThan(60);
    for (const [file, source] of own) {
      const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      expect(code, file).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('never promise what evidence cannot do', () => {
    for (const [, value] of [...leaves(zhCn), ...leaves(locales.en)]) {
      expect(String(value)).not.toMatch(/法院认可|必胜|具有法律效力|legally binding|court-proof/i);
    }
  });
});
