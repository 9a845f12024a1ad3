import { z } from 'zod';
import { clockFactsSchema } from '../evidence/circumstances.ts';

const difference = z.int().min(-9e15).max(9e15);

/** Something that happened to the machine's clock. */
export const clockStepSchema = z.discriminatedUnion('cause', [
  /** The wall clock moved against the clock that is never set. `differenceMs`: by how much, forward positive. */
  z.strictObject({
    cause: z.enum(['stepped', 'suspended', 'zone-changed']),
    before: clockFactsSchema,
    after: clockFactsSchema,
    differenceMs: difference,
  }),
  /** The clock shows a time before the ledger's newest entry. */
  z.strictObject({
    cause: z.literal('behind-ledger'),
    lastEntryUtc: z.string(),
    after: clockFactsSchema,
    differenceMs: difference,
  }),
]);
export type ClockStep = z.infer<typeof clockStepSchema>;

const hexText = z.string().regex(/^([0-9a-f]{2}){0,512}$/);

/** One comparison with network time servers (RFC 5905, client mode); raw packets are kept. */
export const clockComparisonSchema = z.strictObject({
  clock: clockFactsSchema,
  servers: z
    .array(
      z.discriminatedUnion('outcome', [
        z.strictObject({
          outcome: z.literal('answered'),
          host: z.string().max(253),
          /** Server minus machine: positive when the machine is slow. Milliseconds. */
          offsetMs: z.int(),
          /** Round trip. */
          delayMs: z.int().nonnegative(),
          stratum: z.int().min(1).max(15),
          requestHex: hexText,
          responseHex: hexText,
        }),
        z.strictObject({
          outcome: z.literal('failed'),
          host: z.string().max(253),
          problem: z.enum([
            'unresolved',
            'timeout',
            'refused',
            'malformed',
            'kiss-of-death',
            'unsynchronised',
          ]),
        }),
      ]),
    )
    .min(1)
    .max(16),
  /** Median of those that answered; null when none did. */
  offsetMs: z.int().nullable(),
  /** Half of the widest spread or round trip, whichever is larger. */
  uncertaintyMs: z.int().nonnegative().nullable(),
});
export type ClockComparison = z.infer<typeof clockComparisonSchema>;
