import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NeededKind } from '../../../../core/cases/index.ts';
import { evidenceKinds, isEvidenceKind } from '../../../../core/evidence/index.ts';
import { gapsLeft, needList, wayOf } from '../../../../renderer/features/cases/needs.ts';
import { locales } from '../../../../renderer/locales/index.ts';

const kindIds = Object.keys(evidenceKinds).filter(isEvidenceKind);

function needed(kind: NeededKind['kind'], change: Partial<NeededKind> = {}): NeededKind {
  const isHeld = change.isHeld ?? false;
  return {
    kind,
    need: 'required',
    group: null,
    isHeld,
    isSatisfied: isHeld,
    itemIds: [],
    askedBy: [],
    capture: '',
    mustShow: [],
    why: '',
    reason: null,
    ...change,
  };
}

const groupOf = (heldCount: number) =>
  (['E05', 'E11', 'E19'] as const).map((kind, index) =>
    needed(kind, {
      need: 'one-of',
      group: 0,
      isHeld: index < heldCount,
      isSatisfied: heldCount > 0,
    }),
  );

describe('the list of evidence', () => {
  it('asks for a group once, with all its kinds, while none of it is held', () => {
    const { missing } = needList([needed('E01'), ...groupOf(0)]);
    expect(missing).toHaveLength(2);
    expect(missing[1]).toMatchObject({ of: 'group', group: 0 });
    expect(missing[1]?.of === 'group' && missing[1].kinds.map(({ kind }) => kind)).toEqual([
      'E05',
      'E11',
      'E19',
    ]);
  });

  it('asks nothing more of a group of which one kind is held', () => {
    const { missing, held } = needList(groupOf(1));
    expect(missing).toEqual([]);
    expect(held.map(({ kind }) => kind)).toEqual(['E05']);
  });

  it('keeps two groups apart', () => {
    const other = needed('E12', { need: 'one-of', group: 1 });
    expect(needList([...groupOf(0), other]).missing).toHaveLength(2);
  });

  it('never calls what is only recommended or does not apply missing', () => {
    const list = needList([
      needed('E10', { need: 'recommended' }),
      needed('E12', { need: 'not-applicable' }),
      needed('E13', { need: 'not-applicable', isHeld: true }),
    ]);
    expect(list.missing).toEqual([]);
    expect(list.held).toEqual([]);
    expect(list.recommended.map(({ kind }) => kind)).toEqual(['E10']);
    expect(list.notApplicable.map(({ kind }) => kind)).toEqual(['E12', 'E13']);
  });

  it('shows every kind somewhere, unless its group has what it needs', () => {
    const arbitrary = fc
      .uniqueArray(fc.constantFrom(...kindIds), { minLength: 1, maxLength: 12 })
      .chain((kinds) =>
        fc.tuple(
          ...kinds.map((kind) =>
            fc
              .record({
                need: fc.constantFrom('required' as const, 'recommended' as const, 'not-applicable' as const),
                isHeld: fc.boolean(),
              })
              .map(({ need, isHeld }) => needed(kind, { need, isHeld })),
          ),
        ),
      );
    fc.assert(
      fc.property(arbitrary, (kinds) => {
        const list = needList(kinds);
        const shown = [
          ...list.missing.flatMap((need) => (need.of === 'kind' ? [need.kind] : need.kinds)),
          ...list.held,
          ...list.recommended,
          ...list.notApplicable,
        ].map(({ kind }) => kind);
        expect(shown.toSorted()).toEqual(kinds.map(({ kind }) => kind).toSorted());
      }),
    );
  });
});

describe('the ring', () => {
  it('counts what is left, and never below nothing', () => {
    expect(gapsLeft({ closed: 6, total: 8 })).toBe(2);
    expect(gapsLeft({ closed: 8, total: 8 })).toBe(0);
    expect(gapsLeft({ closed: 9, total: 8 })).toBe(0);
  });

  it('speaks of gaps, never of a chance', () => {
    for (const { cases } of Object.values(locales)) {
      for (const left of [0, 1, 7]) {
        expect(`${cases.needs.left(left)} ${cases.needs.ring(3, 5)}`).not.toMatch(/%|胜|概率|chance|likely/i);
      }
    }
    expect(locales['zh-CN'].cases.needs.left(2)).toBe('还差 2 样');
  });
});

it('recordings are recorded, what others hold is imported, the rest is captured', () => {
  expect(wayOf('E08')).toBe('record');
  expect(wayOf('E14')).toBe('import');
  expect(wayOf('E16')).toBe('import');
  expect(wayOf('E01')).toBe('capture');
});
