import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings, openSettings } from '../../../../electron/settings/index.ts';

let folder = '';
const defaults = defaultSettings();
const file = () => join(folder, 'settings.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings file', () => {
  test('starts with defaults and writes nothing before the first change', async () => {
    const store = await openSettings(join(folder, 'deeper'), defaults, 1);
    expect(store.current()).toEqual(defaults);
    expect(readdirSync(join(folder, 'deeper'))).toEqual([]);
  });

  test('keeps every acknowledged change, also of changes made at once', async () => {
    const store = await openSettings(folder, defaults, 1);
    await Promise.all([
      store.update({ theme: 'dark' }),
      store.update({ locale: 'en' }),
      store.update({ isFirstRunDone: true }),
    ]);
    const again = await openSettings(folder, defaults, 2);
    expect(again.current()).toEqual({ ...defaults, theme: 'dark', locale: 'en', isFirstRunDone: true });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test.each([
    ['no JSON', '{"theme":'],
    ['an unknown setting', JSON.stringify({ ...defaults, colour: 'red' })],
    ['a wrong value', JSON.stringify({ ...defaults, theme: 'pink' })],
    ['an array', '[]'],
    ['nothing', ''],
  ])('keeps a file with %s aside and says so', async (_name, text) => {
    writeFileSync(file(), text);
    const store = await openSettings(folder, defaults, 1234);
    expect(store.current()).toEqual(defaults);
    expect(store.problem?.code).toBe('SETTINGS_DAMAGED');
    expect(readdirSync(folder)).toEqual(['settings.damaged-1234.json']);
    expect(readFileSync(join(folder, 'settings.damaged-1234.json'), 'utf8')).toBe(text);
  });

  test('fills what an older version did not know with defaults', async () => {
    writeFileSync(file(), JSON.stringify({ theme: 'dark' }));
    expect((await openSettings(folder, defaults, 1)).current()).toEqual({ ...defaults, theme: 'dark' });
  });

  test('a change that cannot be written fails and is not in force', async () => {
    const store = await openSettings(folder, defaults, 1);
    rmSync(folder, { recursive: true });
    const updated = await store.update({ theme: 'dark' });
    expect(updated).toMatchObject({ ok: false, error: { code: 'SETTINGS_NOT_SAVED' } });
    expect(store.current()).toEqual(defaults);
  });

  test('a file that cannot be read does not stop the app', async () => {
    mkdirSync(file());
    const store = await openSettings(folder, defaults, 7);
    expect(store.current()).toEqual(defaults);
    expect(store.problem?.code).toBe('SETTINGS_DAMAGED');
    expect(readdirSync(folder)).toEqual(['settings.damaged-7.json']);
  });

  test('is readable only by its owner', async () => {
    chmodSync(folder, 0o755);
    await (await openSettings(folder, defaults, 1)).update({ theme: 'dark' });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });
});
