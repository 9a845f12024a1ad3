import { describe, expect, test } from 'vitest';
import type { HotkeyAction } from '../../../../core/contract/index.ts';
import { createHotkeys } from '../../../../electron/shell/hotkeys.ts';

const off = { record: '', pause: '', mark: '' };
const defaults = {
  screen: 'Control+Alt+1',
  window: 'Control+Alt+2',
  region: 'Control+Alt+3',
  ...off,
};

/** A keyboard on which other programs hold some keys. */
function keyboard(takenByOthers: readonly string[] = []) {
  const held = new Map<string, () => void>();
  const pressed: HotkeyAction[] = [];
  const hotkeys = createHotkeys(
    {
      register: (accelerator, onPressed) => {
        if (/Nonsense/.test(accelerator)) throw new TypeError('conversion failure');
        if (takenByOthers.includes(accelerator) || held.has(accelerator)) return false;
        held.set(accelerator, onPressed);
        return true;
      },
      unregister: (accelerator) => held.delete(accelerator),
    },
    (action) => pressed.push(action),
  );
  return { hotkeys, held, pressed };
}

describe('hotkeys', () => {
  test('hold what is free and call their action', () => {
    const { hotkeys, held, pressed } = keyboard();
    hotkeys.apply(defaults);
    expect(
      hotkeys
        .states()
        .slice(0, 3)
        .map(({ state }) => state),
    ).toEqual(['active', 'active', 'active']);
    held.get('Control+Alt+2')?.();
    expect(pressed).toEqual(['window']);
  });

  test('a key another program holds is reported with a free one, which is not kept', () => {
    const { hotkeys, held } = keyboard(['Control+Alt+1', 'Control+Shift+1']);
    hotkeys.apply(defaults);
    expect(hotkeys.states()[0]).toEqual({
      action: 'screen',
      accelerator: 'Control+Alt+1',
      state: 'taken',
      suggestion: 'Control+Alt+Shift+1',
    });
    expect([...held.keys()]).toEqual(['Control+Alt+2', 'Control+Alt+3']);
  });

  test('a suggestion is never a key that another of our actions holds', () => {
    const { hotkeys } = keyboard(['Control+Alt+1']);
    hotkeys.apply({ ...defaults, window: 'Ctrl+Shift+1' });
    expect(hotkeys.states()[0]?.suggestion).toBe('Control+Alt+Shift+1');
  });

  test('says so when nothing is free', () => {
    const all = createHotkeys({ register: () => false, unregister: () => undefined }, () => undefined);
    all.apply(defaults);
    expect(
      all
        .states()
        .slice(0, 3)
        .map(({ state, suggestion }) => [state, suggestion]),
    ).toEqual([
      ['taken', null],
      ['taken', null],
      ['taken', null],
    ]);
  });

  test.each([
    ['', 'off'],
    ['Nonsense+Control+Q', 'invalid'],
    ['Control+Nonsense', 'invalid'],
    ['F5', 'invalid'],
    ['1', 'invalid'],
    ['Control+', 'invalid'],
    ['+', 'invalid'],
  ])('%j is %s', (accelerator, state) => {
    const { hotkeys } = keyboard();
    hotkeys.apply({ ...defaults, screen: accelerator });
    expect(hotkeys.states()[0]).toEqual({ action: 'screen', accelerator, state, suggestion: null });
  });

  test('the same key for two actions works for the first only', () => {
    const { hotkeys, held, pressed } = keyboard();
    hotkeys.apply({ ...defaults, window: 'Ctrl+Alt+1' });
    expect(
      hotkeys
        .states()
        .slice(0, 3)
        .map(({ state }) => state),
    ).toEqual(['active', 'taken', 'active']);
    held.get('Control+Alt+1')?.();
    expect(pressed).toEqual(['screen']);
  });

  test('a change gives the old keys up', () => {
    const { hotkeys, held } = keyboard();
    hotkeys.apply(defaults);
    hotkeys.apply({ ...off, screen: 'Control+Alt+7', window: '', region: 'Control+Alt+1' });
    expect([...held.keys()]).toEqual(['Control+Alt+7', 'Control+Alt+1']);
  });

  test('trying a key out keeps nothing and disturbs nothing', () => {
    const { hotkeys, held } = keyboard(['Control+Alt+9']);
    hotkeys.apply(defaults);
    expect(hotkeys.tryOut('screen', 'Control+Alt+8').state).toBe('active');
    expect(hotkeys.tryOut('screen', 'Control+Alt+1').state).toBe('active');
    expect(hotkeys.tryOut('screen', 'Control+Alt+2')).toMatchObject({
      state: 'taken',
      suggestion: 'Control+Shift+1',
    });
    expect(hotkeys.tryOut('screen', 'Control+Alt+9').state).toBe('taken');
    expect(hotkeys.tryOut('screen', '').state).toBe('off');
    expect([...held.keys()]).toEqual(Object.values(defaults).filter(Boolean));
  });
});
