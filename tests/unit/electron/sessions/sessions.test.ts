import { beforeEach, describe, expect, it } from 'vitest';
import type { SessionState } from '../../../../core/contract/index.ts';
import type { Item, Rectangle } from '../../../../core/evidence/index.ts';
import { fail, ok } from '../../../../core/result.ts';
import type { HeldSession, Locker } from '../../../../electron/locker/index.ts';
import { createSessions, type SessionRequest, type Sessions } from '../../../../electron/sessions/index.ts';

const screen: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };
const plain: SessionRequest = {
  orderId: null,
  domain: null,
  isEnvironmentChecked: false,
  notBefore: 'newest-timestamp',
};

let held: HeldSession | null;
let isFull: boolean;
let hasTimestamp: boolean;
let strip: string[];
let states: SessionState[];
let stamped: boolean[];
let recorded: () => void;
let stripArea: Rectangle;
let check: () => Promise<
  ReturnType<typeof ok<Item>> | ReturnType<typeof fail<'DISK_FULL' | 'ENVIRONMENT_CHECK_CANCELLED'>>
>;
let sessions: Sessions;

const full = () => fail('DISK_FULL' as const, '磁盘满了。');

function create(): Sessions {
  const locker: Pick<Locker, 'beginSession' | 'endSession' | 'openSession' | 'stampingFigures'> = {
    beginSession: async (payload) => {
      if (isFull) return full();
      held = { ...payload, beganAtUtc: '2026-11-23T10:00:00.000Z', endedAtUtc: null };
      return ok(held);
    },
    endSession: async () => {
      if (isFull) return full();
      if (held === null) return fail('SESSION_UNKNOWN', '');
      const ended = { ...held, endedAtUtc: '2026-11-23T11:00:00.000Z' };
      held = null;
      return ok(ended);
    },
    openSession: async () => held,
    stampingFigures: async () =>
      ({
        newestTimestamp: hasTimestamp
          ? {
              authority: { name: 'TSA', url: '' },
              token: { serialHex: 'ab12', genTimeUtc: '2026-11-23T09:00:00.000Z' },
            }
          : null,
      }) as never,
  };
  return createSessions({
    locker,
    checker: {
      readDomain: (text) => (text === 'bad' ? fail('DOMAIN_INVALID', '') : ok(text)),
      check: () => check(),
    },
    strip: {
      show: async () => void strip.push('show'),
      hide: () => strip.push('hide'),
      wasIn: (area) => area === stripArea,
      onRecorded: (listener) => {
        recorded = listener;
        return () => undefined;
      },
    },
    stampSoon: ({ isUrgent }) => stamped.push(isUrgent),
    onChanged: (state) => states.push(state),
    onSealed: () => undefined,
  });
}

const captured = (mode: 'screen' | 'window' | 'region', area = screen) =>
  ({ provenance: { source: 'capture', capture: { mode, area } } }) as Item;

beforeEach(() => {
  held = null;
  isFull = false;
  hasTimestamp = true;
  strip = [];
  states = [];
  stamped = [];
  stripArea = screen;
  check = async () => ok({ id: `i-${'0'.repeat(26)}` } as Item);
  sessions = create();
});

describe('an evidence session (P06)', () => {
  it('begins with the newest time stamp, in the ledger before the strip is shown', async () => {
    expect(await sessions.start(plain)).toMatchObject({
      value: {
        phase: 'open',
        session: {
          isStripShown: false,
          environmentReport: null,
          notBefore: {
            kind: 'timestamp',
            serialHex: 'ab12',
            genTimeUtc: '2026-11-23T09:00:00.000Z',
            authority: 'TSA',
          },
        },
      },
    });
    expect(states.map(({ phase }) => phase)).toEqual(['starting', 'open']);
    expect(strip).toEqual(['show']);
  });

  it('says null, and shows no strip, when no value is held or wanted', async () => {
    hasTimestamp = false;
    expect(await sessions.start(plain)).toMatchObject({ value: { session: { notBefore: null } } });
    await sessions.end();
    expect(await sessions.start({ ...plain, notBefore: 'none' })).toMatchObject({
      value: { session: { notBefore: null } },
    });
    expect(strip).not.toContain('show');
  });

  it('takes the strip away after the first picture that shows it, and says so once', async () => {
    await sessions.start({ ...plain, notBefore: { text: 'beacon 42' } });
    sessions.sawSealed(captured('window'));
    sessions.sawSealed(captured('region', { ...screen, y: 500, height: 100 }));
    expect(sessions.state().session?.isStripShown).toBe(false);
    sessions.sawSealed(captured('screen'));
    sessions.sawSealed(captured('screen'));
    expect(sessions.state().session?.isStripShown).toBe(true);
    expect(strip).toEqual(['show', 'hide']);
    expect(states).toHaveLength(3);
  });

  it('takes it away as well once a recording showed it', async () => {
    await sessions.start(plain);
    recorded();
    expect(sessions.state().session?.isStripShown).toBe(true);
  });

  it('carries the report of its environment check, and does not begin without it', async () => {
    const checked = { ...plain, isEnvironmentChecked: true };
    check = async () => full();
    expect(await sessions.start(checked)).toMatchObject({ error: { code: 'DISK_FULL' } });
    check = async () => fail('ENVIRONMENT_CHECK_CANCELLED', '');
    expect(await sessions.start(checked)).toMatchObject({ error: { code: 'SESSION_CANCELLED' } });
    expect(sessions.state()).toEqual({ phase: 'none', session: null });
    check = async () => ok({ id: `i-${'0'.repeat(26)}` } as Item);
    expect(await sessions.start(checked)).toMatchObject({
      value: { session: { environmentReport: `i-${'0'.repeat(26)}` } },
    });
  });

  it('is one at a time, here and in another program', async () => {
    const [first, second] = await Promise.all([sessions.start(plain), sessions.start(plain)]);
    expect([first.ok, second.ok]).toEqual([true, false]);
    expect(await create().start(plain)).toMatchObject({ error: { code: 'SESSION_OPEN' } });
    expect(await sessions.start({ ...plain, domain: 'bad' })).toMatchObject({
      error: { code: 'DOMAIN_INVALID' },
    });
  });

  it('ends with a checkpoint that is stamped at once', async () => {
    await sessions.start(plain);
    expect(await sessions.end()).toEqual({ ok: true, value: { phase: 'none', session: null } });
    expect(stamped).toEqual([true]);
    expect(await sessions.end()).toMatchObject({ error: { code: 'SESSION_UNKNOWN' } });
  });

  it('stays open when its end could not be written', async () => {
    await sessions.start(plain);
    isFull = true;
    expect(await sessions.end()).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(sessions.state().phase).toBe('open');
    expect(stamped).toEqual([]);
    isFull = false;
    expect((await sessions.end()).ok).toBe(true);
  });

  it('does not begin when its beginning could not be written', async () => {
    isFull = true;
    expect(await sessions.start(plain)).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(sessions.state().phase).toBe('none');
    expect(strip).toEqual([]);
  });

  it('that a crash left open is ended at the next start, once', async () => {
    await sessions.start(plain);
    const next = create();
    expect(await next.recover()).toMatchObject({
      ok: true,
      value: { endedAtUtc: '2026-11-23T11:00:00.000Z' },
    });
    expect(await next.recover()).toEqual({ ok: true, value: null });
    expect(stamped).toEqual([true]);
  });

  it('that another program began or ended is seen', async () => {
    await create().start(plain);
    await sessions.refresh();
    expect(sessions.state().phase).toBe('open');
    held = null;
    await sessions.refresh();
    expect(sessions.state()).toEqual({ phase: 'none', session: null });
  });
});
