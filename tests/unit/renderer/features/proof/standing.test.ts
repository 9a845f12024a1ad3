import { describe, expect, it } from 'vitest';
import { shownProof } from '../../../../../renderer/features/proof/shown-proof.ts';
import { stampingStanding } from '../../../../../renderer/features/proof/stamping-standing.ts';

describe('the stamp on a card', () => {
  it('waits only while trusted time is on and nothing covers what was sealed here', () => {
    expect(shownProof({ proofLevel: 'sealed-here' }, { isOn: true })).toBe('pending');
    expect(shownProof({ proofLevel: 'sealed-here' }, { isOn: false })).toBe('sealed-here');
    expect(shownProof({ proofLevel: 'timestamped' }, { isOn: true })).toBe('timestamped');
  });

  it('never hides that an item was imported', () => {
    expect(shownProof({ proofLevel: 'imported' }, { isOn: true })).toBe('imported');
  });

  it('claims nothing while it is not known whether trusted time is on', () => {
    expect(shownProof({ proofLevel: 'sealed-here' }, undefined)).toBe('sealed-here');
  });
});

describe('how trusted time stands', () => {
  const newest = '2026-11-23T06:15:49.000Z';
  const standing = (isOn: boolean, pendingItemCount: number, newestTrustedTimeUtc: string | null) =>
    stampingStanding({ isOn, pendingItemCount, newestTrustedTimeUtc });

  it('is good only when it is on, something was stamped and nothing waits', () => {
    expect(standing(true, 0, newest)).toBe('good');
    expect(standing(true, 1, newest)).toBe('waiting');
    expect(standing(true, 0, null)).toBe('nothing-yet');
    expect(standing(false, 0, newest)).toBe('off');
  });
});
