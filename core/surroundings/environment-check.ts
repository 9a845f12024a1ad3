import { z } from 'zod';

/**
 * What a 清洁性检查 looks at. The report's raw values are an object of their own; what stands here is the summary that
 * the ledger and the papers show.
 */
export const environmentCheckIds = [
  'clock-offset',
  'proxy',
  'hosts-file',
  'dns',
  'tls',
  'remote-control',
  'virtual-machine',
  'capture-altering',
  'operating-system',
  'app-integrity',
  'disk-space',
] as const;
export type EnvironmentCheckId = (typeof environmentCheckIds)[number];

export const environmentFindingSchema = z.strictObject({
  id: z.enum(environmentCheckIds),
  /** `clear`: nothing unusual; `noticed`: something to know; `not-checked`: could not be looked at, and why. */
  outcome: z.enum(['clear', 'noticed', 'not-checked']),
  /** One Chinese sentence: what was found, or why nothing could be. */
  detail: z.string().min(1).max(400),
});
export type EnvironmentFinding = z.infer<typeof environmentFindingSchema>;

/** What an item that is an environment report says of itself. */
export const environmentCheckFactsSchema = z.strictObject({
  /** The platform's domain, as it was looked at; null when none was named. */
  domain: z.string().min(1).max(253).nullable(),
  findings: z.array(environmentFindingSchema).min(1).max(40),
});
export type EnvironmentCheckFacts = z.infer<typeof environmentCheckFactsSchema>;
