import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshFolder, liuhen } from '../command-line/liuhen.ts';

let folder = '';

beforeEach(() => {
  folder = freshFolder();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an evidence session from the command line', () => {
  it('lives between commands, one at a time, and ends with a signed checkpoint', async () => {
    expect((await liuhen(folder, 'session', 'start', '--not-before', 'beacon 42')).json).toMatchObject({
      session: {
        sessionId: expect.stringMatching(/^s-/),
        notBefore: { kind: 'pasted', text: 'beacon 42' },
        endedAtUtc: null,
      },
    });
    expect((await liuhen(folder, 'session', 'show')).json).toMatchObject({
      session: { notBefore: { text: 'beacon 42' } },
    });
    const second = await liuhen(folder, 'session', 'start');
    expect(second).toMatchObject({ exitCode: 2, json: { error: { code: 'SESSION_OPEN' } } });
    const ended = await liuhen(folder, 'session', 'end');
    expect(ended).toMatchObject({ exitCode: 0, json: { checkpoint: expect.stringContaining('liuhen') } });
    expect((await liuhen(folder, 'session', 'show')).json).toEqual({ session: null });
    expect(await liuhen(folder, 'session', 'end')).toMatchObject({
      exitCode: 2,
      json: { error: { code: 'SESSION_UNKNOWN' } },
    });
  });

  it('begins with an environment check where that is wanted', async () => {
    const { json } = await liuhen(folder, 'session', 'start', '--check', '--not-before', 'none');
    expect(json).toMatchObject({
      session: { environmentReport: expect.stringMatching(/^i-/), notBefore: null },
    });
    const wrong = await liuhen(folder, 'environment', '--domain', 'http://x');
    expect(wrong).toMatchObject({ exitCode: 2, json: { error: { code: 'DOMAIN_INVALID' } } });
    const checked = await liuhen(folder, 'environment');
    expect(checked.json).toMatchObject({ item: { source: 'environment-check' } });
    expect((checked.json as { findings?: unknown[] }).findings).toHaveLength(11);
  });
});
