import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { evidenceKindSchema } from '../../../core/evidence/index.ts';
import { orderIdSchema } from '../../../core/orders/index.ts';
import type { RecordingDestination } from '../recording.ts';

const destinationSchema = z.strictObject({
  orderId: orderIdSchema.nullable(),
  assignedBy: z.enum(['active-order', 'user']),
  kind: evidenceKindSchema.optional(),
});

/** PRIVACY: P29. Kept beside the journal, never in it: the journal goes into packages, which name one order only. */
export function encodeDestination(destination: RecordingDestination): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(destination));
}

/** Where a recording was to go; 收件箱 when that cannot be read: a recording is never held up for it. */
export function readDestination(path: string): RecordingDestination {
  const nowhere: RecordingDestination = { orderId: null, assignedBy: 'user' };
  try {
    const parsed = destinationSchema.safeParse(JSON.parse(readFileSync(path).toString('utf8')));
    return parsed.success ? parsed.data : nowhere;
  } catch {
    return nowhere;
  }
}
