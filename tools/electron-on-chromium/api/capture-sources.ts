import type { Monitor } from '../display/messages.ts';
import { host } from '../host.ts';
import { app } from './app.ts';

/** What Chromium is told at its start, and cannot be told again: the name of the screen that a capture takes. */
export const CAPTURE_SOURCE_SWITCH = 'auto-select-desktop-capture-source';

/** A part of both names that Chromium has for a first screen, "Entire screen" and "Screen 1". */
const FIRST_SCREEN = 'creen';

/** One screen that can be captured. */
export interface CaptureSource {
  readonly id: string;
  readonly name: string;
  readonly displayId: string;
}

/** The switch for Chromium's command line; none when whoever started us has given it. */
export function captureSourceFlags(): string[] {
  return app.commandLine.hasSwitch(CAPTURE_SOURCE_SWITCH)
    ? []
    : [`--${CAPTURE_SOURCE_SWITCH}=${FIRST_SCREEN}`];
}

/** The one screen that Chromium would capture now: the first whose name contains the switch's text. */
export function capturableSources(): CaptureSource[] {
  const text = app.commandLine.getSwitchValue(CAPTURE_SOURCE_SWITCH) || FIRST_SCREEN;
  const monitors = host('desktopCapturer')
    .display.call('monitors', null)
    .toSorted((a, b) => a.index - b.index);
  return monitors
    .map((monitor) => toSource(monitor, monitors.length))
    .filter(({ name }) => name.includes(text))
    .slice(0, 1);
}

function toSource({ id, index }: Monitor, count: number): CaptureSource {
  const name = count === 1 ? 'Entire screen' : `Screen ${index + 1}`;
  return { id: `screen:${id}:0`, name, displayId: String(id) };
}
