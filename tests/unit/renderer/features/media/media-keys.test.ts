import { describe, expect, it } from 'vitest';
import { mediaActionOf } from '../../../../../renderer/features/media/media-keys.ts';
import { nextRate } from '../../../../../renderer/features/media/run-media-action.ts';
import { locales } from '../../../../../renderer/locales/index.ts';

const action = (key: string, shiftKey = false, isTrimming = false) =>
  mediaActionOf({ key, shiftKey }, isTrimming);

describe('the keys of the player', () => {
  it('leave the viewer its own: E, O and Esc', () => {
    for (const key of ['e', 'E', 'o', 'O', 'Escape', 'Tab', 'Enter'])
      expect(action(key), key).toBeUndefined();
  });

  it('choose a clip with I and O only while one is being chosen', () => {
    expect(action('i')).toBeUndefined();
    expect([action('i', false, true), action('O', false, true)]).toEqual(['trim-from', 'trim-to']);
  });

  it('are the same with Caps Lock, and Shift makes arrows jump between marks', () => {
    expect([action('S'), action('K', true)]).toEqual(['seal', 'toggle']);
    expect([action('ArrowLeft'), action('ArrowLeft', true)]).toEqual(['back', 'previous-mark']);
    expect([action(','), action('<', true), action(',', true)]).toEqual([
      'previous-frame',
      'slower',
      'slower',
    ]);
  });

  it('are listed in both languages, equally many', () => {
    expect(locales.en.media.keyList.length).toBe(locales['zh-CN'].media.keyList.length);
  });
});

it('speeds go up and down one by one and stop at the ends', () => {
  expect([nextRate(1, 1), nextRate(1, -1), nextRate(4, 1), nextRate(0.5, -1)]).toEqual([1.25, 0.75, 4, 0.5]);
});
