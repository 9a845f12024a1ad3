import { expect, test } from 'vitest';
import { readTime } from '../../../../electron/command-line/commands/frames.ts';
import { readCommandLine } from '../../../../electron/command-line/index.ts';

test.each([
  ['0', 0],
  ['75', 75_000],
  ['75.5', 75_500],
  ['0.033', 33],
  ['1:15', 75_000],
  ['01:15.25', 75_250],
  ['90:00', 5_400_000],
  ['1:30:00', 5_400_000],
  ['0:01:15.5', 75_500],
])('a time of a video is read: %s', (text, mediaMs) => {
  expect(readTime(text)).toBe(mediaMs);
});

test.each(['', '-1', '1:5', '1:60', '1:60:00', '1:2:03', '1.2345', '1e3', ' 1', '1:', ':1', '1::00', '一'])(
  'what is no time is not guessed at: %j',
  (text) => expect(readTime(text)).toBeUndefined(),
);

test('several times may be given', () => {
  const read = readCommandLine(['frames', 'i-1', '--at', '1', '--at', '0:02', '--out', 'x.png']);
  expect(read).toMatchObject({
    ok: true,
    value: { command: 'frames', operands: ['i-1'], options: { at: ['1', '0:02'], out: 'x.png' } },
  });
});
