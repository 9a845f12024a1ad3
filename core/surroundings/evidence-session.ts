import { z } from 'zod';

/** Names one 取证会话. */
export const sessionIdSchema = z.string().regex(/^s-[0-9a-z]{26}$/);
export type SessionId = z.infer<typeof sessionIdSchema>;

/**
 * A public value that did not exist before some moment, shown in the first frame of a session: whatever shows it was made
 * later. `timestamp`: serial and time of the newest time stamp held. `pasted`: what the user copied from a public beacon.
 */
export const notBeforeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('timestamp'),
    serialHex: z.string().max(80),
    genTimeUtc: z.string().max(40),
    authority: z.string().max(80),
  }),
  z.strictObject({ kind: z.literal('pasted'), text: z.string().min(1).max(200) }),
]);
export type NotBefore = z.infer<typeof notBeforeSchema>;

/** What the strip shows: short enough for one line, exact enough to be found again in the ledger. */
export function notBeforeText(value: NotBefore): string {
  return value.kind === 'timestamp'
    ? `${value.genTimeUtc} ${value.authority} #${value.serialHex}`
    : value.text;
}
