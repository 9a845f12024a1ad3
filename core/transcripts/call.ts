import { z } from 'zod';

/**
 * What the user says of a recorded call. Nothing here is checked by us; whether the other side was told decides how a
 * court reads a recording, so that it is asked and never assumed.
 */
export const callFactsSchema = z.strictObject({
  /** With whom: a name, a number, a role. */
  counterpart: z.string().min(1).max(400),
  /** Local time with offset as the user entered it, e.g. `2026-11-23T22:05:00+08:00`; null when not remembered. */
  heldAt: z.string().max(40).nullable(),
  wasOtherSideTold: z.enum(['yes', 'no', 'unknown']),
});
export type CallFacts = z.infer<typeof callFactsSchema>;
