/**
 * Recording the screen from the window: what to record, steering it, and how it ended. Promise: what this machine cannot
 * record is said before, every warning says what it means and what to do, and no end of a recording goes by unsaid.
 */
export { OrderName } from './OrderName.tsx';
export { RecordButton } from './RecordButton.tsx';
export { RecordingEndings } from './RecordingEndings.tsx';
export { RecordingRow } from './RecordingRow.tsx';
export { RecordingStrip } from './RecordingStrip.tsx';
export { microphoneChoices, onNothing } from './sources.ts';
