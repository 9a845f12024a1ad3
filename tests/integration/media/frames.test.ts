import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOfFailure, unwrap } from '../locker/samples.ts';
import { type MediaLocker, numberShown, openMediaLocker } from './media-locker.ts';

let opened: MediaLocker;
beforeAll(async () => {
  opened = await openMediaLocker();
});
afterAll(() => opened.close());

describe('the frame shown at a time', () => {
  test.each([
    'numbered-stream.webm',
    'numbered-reordered.mp4',
    'numbered-open.mp4',
    'numbered-hevc.mp4',
    'numbered-vp8.webm',
    'numbered-av1.mp4',
    'clip.mkv',
    'clip.mov',
  ])('of %s is exactly that frame, and says its own time', async (name) => {
    const item = await opened.importFixture(name);
    for (const asked of [0, 39, 40, 41, 500, 979, 980, 1000, 2999, 3040, 4321, 5960, 5999]) {
      const frame = unwrap(await opened.media.frameAt(item, asked));
      // Sound may begin a little before the picture: the first frame is then shown a few milliseconds later.
      const number = await numberShown(frame.png);
      expect([frame.widthPx, frame.heightPx]).toEqual([128, 72]);
      expect(Math.abs(number * 40 - frame.mediaMs), `${asked}`).toBeLessThanOrEqual(25);
      expect(frame.mediaMs).toBeLessThanOrEqual(Math.max(asked, 25));
      expect(asked - frame.mediaMs).toBeLessThan(41);
      expect(unwrap(await opened.media.frameAt(item, frame.mediaMs))).toEqual(frame);
    }
  });

  test('is turned as the file says', async () => {
    const item = await opened.importFixture('numbered-turned.mp4');
    const frame = unwrap(await opened.media.frameAt(item, 2000));
    expect([frame.widthPx, frame.heightPx]).toEqual([72, 128]);
    const upright = await sharp(frame.png).rotate(90).png().toBuffer();
    const other = await sharp(frame.png).rotate(270).png().toBuffer();
    expect([await numberShown(upright), await numberShown(other)]).toContain(50);
  });

  test('of a file whose picture changes its size is of the size it has there', async () => {
    const item = await opened.importFixture('recorder-resized.webm');
    const before = unwrap(await opened.media.frameAt(item, 1000));
    const after = unwrap(await opened.media.frameAt(item, 7000));
    expect([before.widthPx, before.heightPx, after.widthPx, after.heightPx]).toEqual([640, 360, 320, 240]);
  });

  test('past the end is outside, and sound has none', async () => {
    const video = await opened.importFixture('numbered-av1.mp4');
    expect(codeOfFailure(await opened.media.frameAt(video, 6001))).toBe('MEDIA_TIME_OUTSIDE');
    const sound = await opened.importFixture('beep.mp3');
    expect(codeOfFailure(await opened.media.frameAt(sound, 0))).toBe('MEDIA_NOT_MEDIA');
  });
});

describe('colours', () => {
  /** Eight columns; each channel on or off. */
  const painted = (column: number) => [
    Math.floor(column / 2) % 2 === 0 ? 191 : 0,
    column < 4 ? 191 : 0,
    column % 2 === 0 ? 191 : 0,
  ];

  test.each(['bars-709.mp4', 'bars-601.mp4', 'bars-709-full.mp4'])(
    'of %s are those that were encoded',
    async (name) => {
      const item = await opened.importFixture(name);
      const { png } = unwrap(await opened.media.frameAt(item, 0));
      const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      for (let column = 0; column < 8; column += 1) {
        const at = (60 * info.width + column * 80 + 40) * 3;
        for (const [channel, value] of painted(column).entries())
          expect(Math.abs((data[at + channel] ?? 0) - value), `${column}`).toBeLessThanOrEqual(2);
      }
    },
  );

  test('of a recording are those that were on the screen', async () => {
    const item = await opened.importFixture('recorder.webm');
    const { png } = unwrap(await opened.media.frameAt(item, 4000));
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const shown = ['ffffff', 'ffff00', '00ffff', '00ff00', 'ff00ff', 'ff0000', '0000ff', '808080'];
    for (const [index, colour] of shown.entries()) {
      const at = (100 * info.width + Math.floor(((index + 0.5) * info.width) / 8)) * 3;
      for (const [channel, value] of Buffer.from(colour, 'hex').entries())
        expect(Math.abs((data[at + channel] ?? 0) - value), colour).toBeLessThanOrEqual(4);
    }
  });
});
