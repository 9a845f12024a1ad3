/**
 * Recording: asks a source for encoded bytes, has the locker keep each second as it comes, watches disk, battery, sleep,
 * display, sound and encoder, and says what happened. Promises P11, P12.
 */
export type { RecordingSource, RunningSource, SourceError, SourceEvents } from './source.ts';
