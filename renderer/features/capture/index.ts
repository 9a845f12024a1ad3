/**
 * Taking pictures from the window: buttons, delay, countdown. Promise: a capture that failed is said, with what to do; one
 * that was sealed shows itself by the item that lands. The toast and region pages stand beside this, as pages of their own.
 */
export { CaptureButtons } from './CaptureButtons.tsx';
export { Countdown } from './Countdown.tsx';
export { useCapture } from './use-capture.ts';
