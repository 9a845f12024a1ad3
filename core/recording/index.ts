/**
 * A recording: its journal (one chained line a second), what an item states of it, and its two times. Pure. The file is
 * never edited: pauses, marks and losses are lines of the journal (promises P11, P12).
 */
export {
  type DecodedJournal,
  decodeJournal,
  encodeJournalLine,
  JOURNAL_GENESIS,
  type JournalError,
  type JournalLine,
  type JournalLineContent,
  type JournalLineKind,
  journalLineSchemas,
} from './journal.ts';
export { chooseKeyFrames, type KeyFrameCandidate, type KeyFrameQuestion } from './key-frames.ts';
export { mediaTime, wallClockAt } from './media-time.ts';
export { type RecordedStream, recordedStream } from './recorded-stream.ts';
export {
  type Ending,
  endings,
  type FramesPerSecond,
  framesPerSecondChoices,
  type Gap,
  gapSchema,
  MAX_LISTED,
  type Mark,
  type Moment,
  markSchema,
  momentSchema,
  type Notice,
  type NoticeCode,
  noticeCodes,
  noticeSchema,
  type PauseReason,
  pauseReasons,
  type RecordedSource,
  type RecordingFacts,
  recordedSourceSchema,
  recordingFactsSchema,
  type SoundKind,
  soundKinds,
} from './recording-facts.ts';
export { type RecordingId, recordingIdSchema } from './recording-id.ts';
export { type JournalIdentity, summariseJournal } from './summarise-journal.ts';
