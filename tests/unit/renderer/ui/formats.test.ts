import { describe, expect, it } from 'vitest';
import { acceleratorOf, type KeyPress, keysOf } from '../../../../renderer/ui/accelerator.ts';
import {
  formatBytes,
  formatLocalTime,
  formatRelativeTime,
  formatUtcTime,
  formatZone,
  groupHash,
} from '../../../../renderer/ui/formats.ts';
import { secondsLeft } from '../../../../renderer/ui/ProgressRow.tsx';

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key: code,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

describe('times', () => {
  it('are shown with date and seconds, and in UTC to the millisecond', () => {
    const iso = '2026-11-23T06:35:02.123Z';
    expect(new Date(`${formatLocalTime(iso).replace(' ', 'T')}.123`).toISOString()).toBe(iso);
    expect(formatUtcTime(iso)).toBe('2026-11-23 06:35:02.123 UTC');
    expect(formatZone(iso)).toMatch(/^UTC[+-]\d\d:\d\d$/);
  });

  it('that cannot be read are shown as they are', () => {
    expect(formatLocalTime('gestern')).toBe('gestern');
    expect(formatUtcTime('gestern')).toBe('gestern');
    expect(formatRelativeTime('gestern', 0, 'zh-CN')).toBe('');
  });

  it('are told relative to now in the largest whole unit', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(formatRelativeTime('2026-11-23T11:57:30Z', now, 'en')).toBe('2 minutes ago');
    expect(formatRelativeTime('2026-11-20T12:00:00Z', now, 'en')).toBe('3 days ago');
  });
});

it('sizes are given in steps of 1024', () => {
  expect([0, 1023, 1024, 1_300_000, 182_000_000_000].map(formatBytes)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KB',
    '1.2 MB',
    '170 GB',
  ]);
});

it('a hash is grouped without losing a digit', () => {
  const hash = '0123456789abcdef'.repeat(4);
  expect(groupHash(hash)).toHaveLength(8);
  expect(groupHash(hash).join('')).toBe(hash);
});

describe('a pressed combination', () => {
  it('becomes an accelerator, by the place of the key and not by the layout', () => {
    expect(acceleratorOf(press('Digit1', { ctrlKey: true, altKey: true, key: '¡' }), 'linux')).toBe(
      'Control+Alt+1',
    );
    expect(acceleratorOf(press('KeyK', { metaKey: true, shiftKey: true }), 'darwin')).toBe('Command+Shift+K');
    expect(acceleratorOf(press('F9'), 'win32')).toBe('F9');
  });

  it('is refused while only modifiers are held, and where typing would trigger it', () => {
    expect(acceleratorOf(press('ControlLeft', { ctrlKey: true }), 'linux')).toBeUndefined();
    expect(acceleratorOf(press('KeyA'), 'linux')).toBeUndefined();
    expect(acceleratorOf(press('KeyA', { shiftKey: true }), 'linux')).toBeUndefined();
  });

  it('is shown as the keyboard names it', () => {
    expect(keysOf('Control+Alt+1', 'win32')).toEqual(['Ctrl', 'Alt', '1']);
    expect(keysOf('Command+Shift+K', 'darwin')).toEqual(['⌘', '⇧', 'K']);
    expect(keysOf('', 'linux')).toEqual([]);
  });
});

it('what is left of a job is told only once there is something to go by', () => {
  const job = {
    jobId: 'j-00000000000000000000000000',
    job: 'verify' as const,
    step: '',
    done: 0,
    total: 100,
    state: 'running' as const,
    firstSeenMs: 0,
  };
  expect(secondsLeft(job, 60_000)).toBeUndefined();
  expect(secondsLeft({ ...job, done: 1 }, 500)).toBeUndefined();
  expect(secondsLeft({ ...job, done: 25 }, 10_000)).toBe(30);
  expect(secondsLeft({ ...job, done: 100 }, 10_000)).toBeUndefined();
});
