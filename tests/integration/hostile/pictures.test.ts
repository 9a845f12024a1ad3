import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { createIntake } from '../../../electron/intake/index.ts';
import { forkNode } from '../../../electron/platform/index.ts';
import { gifClaiming, pngClaiming, tiffClaiming } from './pictures.ts';

const intake = createIntake({ fork: forkNode });
afterAll(() => intake.close());

const outcome = async (bytes: Uint8Array) => {
  const result = await intake.printable(bytes, 500);
  return result.ok ? 'decoded' : result.error.code;
};

describe('P19: bombs', () => {
  test.each([
    ['a PNG of 2³¹ × 2³¹ pixels', () => pngClaiming(0x7fffffff, 0x7fffffff)],
    ['a PNG of 100,000 × 100,000 pixels', () => pngClaiming(100_000, 100_000)],
    ['a PNG just over 100 megapixels', () => pngClaiming(10_001, 10_000)],
    ['a GIF of 65,535 × 65,535 pixels', () => gifClaiming(65_535, 65_535)],
    ['a TIFF of 65,000 × 65,000 pixels', () => tiffClaiming(65_000, 65_000)],
  ])('%s is refused and identified', async (_, make) => {
    const bytes = make();
    expect(['INTAKE_TOO_LARGE', 'INTAKE_DAMAGED']).toContain(await outcome(bytes));
    const inspected = await intake.inspect(bytes);
    expect(inspected).toMatchObject({ ok: true, value: { mediaType: expect.stringMatching(/^image\//) } });
    const pixels = inspected.ok
      ? (inspected.value.image?.widthPx ?? 0) * (inspected.value.image?.heightPx ?? 0)
      : 0;
    expect(pixels).toBeLessThanOrEqual(100_000_000);
  });

  test('a small PNG whose stream inflates to 100 MB costs no more than a small PNG', async () => {
    const bytes = pngClaiming(10, 10, deflateSync(Buffer.alloc(100_000_000)));
    expect(['decoded', 'INTAKE_DAMAGED']).toContain(await outcome(bytes));
    expect(await intake.inspect(Buffer.from('text'))).toMatchObject({ ok: true });
  });

  test.each([
    ['over the limit', 10_001, 'INTAKE_TOO_LARGE'],
    ['with too little data', 100, 'INTAKE_DAMAGED'],
  ])('a PNG %s', async (_, width, code) => {
    expect(await outcome(pngClaiming(width, 10_000))).toBe(code);
  });
});

describe('P20: active and unneeded formats are never decoded', () => {
  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    [
      'SVG with an entity bomb',
      '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
    ['HTML', '<html><script>alert(1)</script></html>'],
    ['PDF', '%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj'],
    ['PostScript', '%!PS-Adobe-3.0\n(/etc/passwd) (r) file'],
    ['Netpbm', 'P6 10 10 255\n'],
    ['Radiance', '#?RADIANCE\n'],
    ['MSL', '<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>'],
  ])('%s', async (_, text) => {
    expect(await outcome(Buffer.from(text))).toBe('INTAKE_UNSUPPORTED');
  });
});

describe('P19: mutants', () => {
  const plain = sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } });
  test.each(['png', 'jpeg', 'webp', 'gif', 'tiff'] as const)(
    'of a %s give an answer, never a crash',
    async (format) => {
      const whole = await plain.clone().toFormat(format).toBuffer();
      const damage = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 8,
      });
      await fc.assert(
        fc.asyncProperty(damage, fc.nat({ max: whole.length }), async (edits, cut) => {
          const bytes = Buffer.from(whole.subarray(0, cut % 3 === 0 ? cut : whole.length));
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
          expect(['decoded', 'INTAKE_DAMAGED', 'INTAKE_UNSUPPORTED', 'INTAKE_TOO_LARGE']).toContain(
            await outcome(bytes),
          );
        }),
        { numRuns: 60 },
      );
    },
  );
});
