import { fail } from '../../core/result.ts';
import type { RecordingSource } from './source.ts';

/** A source where there is nothing that could record; `reason` says why and what to do. */
export function noSource(reason: string): RecordingSource {
  const unavailable = async () => fail('RECORDING_UNAVAILABLE', reason);
  return { sources: unavailable, start: unavailable, listen: unavailable, close: async () => undefined };
}
