/**
 * What each operation of the contract does: one file a feature, each a few calls into the modules that know how.
 *
 * Promise: every handler answers with a Result of the contract; ids and tickets come in, never paths. Checks of the
 * caller are the choke point's (electron/ipc), evidence is the locker's; nothing is decided twice.
 */
export { forgetUnknownActiveOrder } from './active-order.ts';
export { type CaptureDesk, createCaptureDesk } from './capture-desk.ts';
export { caseDeskOf } from './cases.ts';
export { createHandlers } from './handlers.ts';
export type { DialogPort, HotkeyPort, LockerAccess, OperationDeps, RegionPort } from './ports.ts';
export { createProofDesk, type ProofDesk } from './proof-desk.ts';
export { type RecorderDesk, recorderHandlers } from './recorder.ts';
export { createRecordingDesk, type RecordingDesk } from './recording-desk.ts';
export { type ReminderDeskDeps, remind, startReminders } from './reminder-desk.ts';
export { createStampingDesk, type StampingDesk } from './stamping-desk.ts';
export { createToastBoard, type ToastBoard } from './toast-board.ts';
