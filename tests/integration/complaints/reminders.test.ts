import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TodoEntry, todoOf } from '../../../core/complaints/index.ts';
import { MOST_AT_ONCE, openReminderStore, planReminders } from '../../../electron/complaints/index.ts';
import { at, caseFile, fact, situation, submission } from '../../unit/core/cases/builders.ts';
import { ruleBook } from '../../unit/core/cases/rule-book.ts';
import { calendar } from '../../unit/core/deadlines/calendar-file.ts';

const file = caseFile(
  { status: 'defective' },
  [],
  [
    situation({ scenario: 'card_invalid' }),
    fact('merchant-refused', '23T16:00:00'),
    submission('platform', '24T10:00:00', { id: 's-1' }),
  ],
);
const todo = (moment: string): readonly TodoEntry[] =>
  todoOf({ ruleBook, calendar, atUtc: at(moment), cases: [{ caseFile: file, gapsLeft: 0 }] });

describe('notifications', () => {
  it('tell each thing once for each urgency it reaches', () => {
    const texts: string[][] = [];
    let told = {};
    for (const moment of [
      '24T12:00:00',
      '24T18:00:00',
      '26T09:00:00',
      '26T09:30:00',
      '26T10:00:01',
      '26T11:00:00',
    ]) {
      const plan = planReminders(todo(moment), told, at(moment));
      texts.push(plan.reminders.map(({ title }) => title.split(' · ')[0] ?? ''));
      told = plan.told;
    }
    expect(texts).toEqual([[], [], ['今天要办'], [], ['已过期限', '今天要办'], []]);
  });

  it('are one where there would be many, and count the rest as told', () => {
    const [entry] = todo('26T11:00:00');
    if (entry === undefined) throw new Error('an entry');
    const many = Array.from({ length: MOST_AT_ONCE + 1 }, (_, index) => ({
      ...entry,
      orderId: `o-${index}`,
    }));
    const plan = planReminders(many, {}, at('26T11:00:00'));
    expect(plan.reminders).toEqual([
      { orderId: null, title: '留痕 · 待办', body: '4 个订单有 4 件事要办，打开“待办”看看。' },
    ]);
    expect(planReminders(many, plan.told, at('26T12:00:00')).reminders).toEqual([]);
    expect(planReminders(many.slice(1), {}, at('26T11:00:00')).reminders).toHaveLength(MOST_AT_ONCE);
  });

  it('are forgotten with what they were about', () => {
    const { told } = planReminders(todo('26T11:00:00'), {}, at('26T11:00:00'));
    expect(Object.keys(told)).toHaveLength(2);
    expect(planReminders([], told, at('26T12:00:00')).told).toEqual({});
  });
});

describe('the file of what was told', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reminders-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('outlives the program, whole', async () => {
    const store = await openReminderStore(folder);
    expect([store.told(), store.problem]).toEqual([{}, undefined]);
    await Promise.all([store.keep({ a: at('10:00:00') }), store.keep({ b: at('11:00:00') })]);
    expect((await openReminderStore(folder)).told()).toEqual({ b: at('11:00:00') });
    expect(await readdir(folder)).toEqual(['reminders.json']);
  });

  it.each(['', '{"schema":1,"told":', '{"schema":2,"told":{}}', '[]'])(
    '%j is said to be unreadable',
    async (content) => {
      await writeFile(join(folder, 'reminders.json'), content);
      const store = await openReminderStore(folder);
      expect([store.told(), store.problem]).toEqual([{}, 'REMINDERS_UNREADABLE']);
      expect((await store.keep({ a: 'x' })).ok).toBe(true);
      expect((await openReminderStore(folder)).problem).toBeUndefined();
    },
  );

  it('says when it cannot be written', async () => {
    await writeFile(join(folder, 'blocked'), '');
    const store = await openReminderStore(join(folder, 'blocked'));
    const kept = await store.keep({ a: 'x' });
    expect(kept.ok ? 'ok' : kept.error.code).toBe('REMINDERS_NOT_SAVED');
    expect(store.told()).toEqual({ a: 'x' });
  });
});
