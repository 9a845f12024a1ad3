import { z } from 'zod';

/** What started a capture. */
export const captureTriggers = ['hotkey', 'window', 'command-line', 'timer'] as const;
export type CaptureTrigger = (typeof captureTriggers)[number];

export const captureModes = ['screen', 'window', 'region'] as const;
export type CaptureMode = (typeof captureModes)[number];

export const rectangleSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Pixels of the virtual desktop, origin top left of the primary display. */
export type Rectangle = z.infer<typeof rectangleSchema>;

export const clockFactsSchema = z.strictObject({
  /** Wall clock, UTC, milliseconds. */
  utc: z.string(),
  /** The same instant as the user's clock showed it, with its offset, e.g. `2026-11-23T22:05:01.123+08:00`. */
  local: z.string(),
  /** IANA name of the time zone, e.g. `Asia/Shanghai`; absent where the platform does not say. */
  timeZone: z.string().optional(),
  /** Nanoseconds of a clock that is never set, as a decimal text; comparable only within one `bootId`. */
  monotonicNs: z.string().regex(/^\d+$/),
  /** Identifies the boot where the platform gives it (Linux boot_id), else the process. */
  bootId: z.string(),
});

/** What the machine's clocks said. Order comes from `seq`, never from these. */
export type ClockFacts = z.infer<typeof clockFactsSchema>;

export const softwareSchema = z.strictObject({ name: z.string(), version: z.string() });

export const environmentSchema = z.strictObject({
  app: softwareSchema,
  /** `electron`, `electron-on-chromium` or `node` (command line), and its version. */
  runtime: softwareSchema,
  operatingSystem: softwareSchema,
});

/** Which software on which system made an item. */
export type Environment = z.infer<typeof environmentSchema>;

/** The display something was taken from. */
export const displaySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  area: rectangleSchema,
  scaleFactor: z.number().positive(),
});

/** A window as the platform names it. */
export const windowSchema = z.strictObject({ title: z.string(), application: z.string() });
