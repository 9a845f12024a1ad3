import { describe, expect, it } from 'vitest';
import type { NotedRecord, Situation } from '../../../../core/cases/index.ts';
import { caseRecordSchema } from '../../../../core/cases/index.ts';
import {
  emptySituation,
  newestSituation,
  withAnswer,
  withModifier,
} from '../../../../renderer/features/cases/situation.ts';

const noted = (seq: number, record: Situation): NotedRecord => ({
  seq,
  atUtc: '2026-11-23T06:02:11.000Z',
  record,
});
const late: Situation = { ...emptySituation, scenario: 'late_delivery' };

describe('what the user says happened', () => {
  it('starts as a record that main accepts', () => {
    expect(caseRecordSchema.safeParse(emptySituation).success).toBe(true);
  });

  it('goes on from what was just written while the screen still shows what was before', () => {
    const answered = withAnswer(late, 'late_delivery.c3', 'no');
    expect(newestSituation([noted(4, late)], noted(5, answered))).toEqual(answered);
  });

  it('goes on from what is shown when somebody else wrote later', () => {
    const other: Situation = { ...late, scenario: 'merchant_gone' };
    expect(newestSituation([noted(9, other)], noted(5, late))).toEqual(other);
  });

  it('is empty before anything was said', () => {
    expect(newestSituation([], undefined)).toEqual(emptySituation);
  });

  it('keeps every other answer when one is given or taken back', () => {
    const two = withAnswer(withAnswer(late, 'a.c1', 'yes'), 'a.c2', 'no');
    expect(two.answers).toEqual({ 'a.c1': 'yes', 'a.c2': 'no' });
    expect(withAnswer(two, 'a.c1', null).answers).toEqual({ 'a.c2': 'no' });
  });

  it('holds a circumstance once, however often it is ticked', () => {
    const twice = withModifier(withModifier(late, 'off_platform', true), 'off_platform', true);
    expect(twice.modifiers).toEqual(['off_platform']);
    expect(withModifier(twice, 'off_platform', false).modifiers).toEqual([]);
  });
});
