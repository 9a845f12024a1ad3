/**
 * Recording: asks a source for encoded bytes, has the locker keep each second as it comes, watches disk, battery, sleep,
 * display, sound and encoder, and says what happened. Promises P11, P12.
 */
export { createRecorder } from './create-recorder.ts';
export { createRecordingWatch, type WatchedMachine } from './create-watch.ts';
export { createMachine } from './machine.ts';
export { noSource } from './no-source.ts';
export { createPageSource, type PageSource, type PageSourceDeps } from './page-source.ts';
export type {
  RecordableDisplay,
  RecordableWindow,
  RecorderPage,
  Screens,
  Share,
} from './page-source-ports.ts';
export { createProcessSource, type ProcessSourceDeps } from './process-source.ts';
export { serveRecordingSource } from './process-source-host.ts';
export type {
  ControlError,
  Recorder,
  RecorderDeps,
  RecordingEnd,
  RecordingOrigin,
  RecordingSurroundings,
  StartError,
} from './recorder.ts';
export type { RecordingSource, RunningSource, SourceError, SourceEvents } from './source.ts';
export type { RecordingWatch, WatchEvent } from './watch.ts';
export { endedSentence, interruptedSentence } from './wording.ts';
