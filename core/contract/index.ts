/**
 * The contract between windows and main process (design section 5): one constant, from which main's registration,
 * preload's client, the renderer's client and the abuse tests are derived. Promise P13.
 */
export type {
  ApplicantCard,
  BillView,
  CaseStatistics,
  CaseView,
  DeadlineView,
  LetterView,
  RouteView,
  RulesView,
  TodoEntry,
} from './case-schemas.ts';
export { CLIENT_GLOBAL, channelOf, eventChannelOf } from './channels.ts';
export {
  type Client,
  type ErrorOf,
  type EventName,
  type EventPayload,
  eventNames,
  type Feature,
  type Handlers,
  type InputOf,
  type OperationName,
  type OutputOf,
  operationNames,
} from './client.ts';
export { contract, events, lockerErrors, lockerOpenErrors, MAX_BULK_ITEMS } from './contract.ts';
export {
  type KeyFrame,
  keyFrameReasons,
  type MediaDescription,
  mediaDescriptionSchema,
  type SoundPeaks,
} from './media-schemas.ts';
export {
  type ChokePointError,
  type ContractEvent,
  chokePointErrors,
  type Operation,
  type WindowKind,
} from './operation.ts';
export {
  type AuthorityView,
  type BackupState,
  type CheckpointView,
  type EnvironmentReportView,
  type ItemProofView,
  type SelfCheckView,
  type SessionState,
  type SigningKeyView,
  type StampingState,
  type TimestampView,
  timeQualities,
} from './proof-schemas.ts';
export {
  idleRecording,
  MAX_CHUNK_BYTES,
  type RecorderReport,
  type RecorderStarted,
  type RecorderTask,
  type RecordingPhase,
  type RecordingRequest,
  type RecordingSources,
  type RecordingState,
  recorderEndCauses,
  recordingPhases,
  type SoundLevels,
  wholeScreenRequest,
} from './recording-schemas.ts';
export {
  type AppState,
  type CheckResult,
  type CustodyEvent,
  defaultHotkeys,
  type HotkeyAction,
  type HotkeyState,
  hotkeyActions,
  type JobProgress,
  type LockerStatus,
  type OrderSummary,
  type RecordingSettings,
  type Settings,
  type StoredSettings,
  settingsSchema,
  storedSettingsSchema,
  type ToastContent,
  type Verdict,
  type VerificationReport,
  verdicts,
} from './schemas.ts';
