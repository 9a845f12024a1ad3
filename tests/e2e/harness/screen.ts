import { execFileSync } from 'node:child_process';
import { startVirtualDisplay } from '../../../tools/electron-on-chromium/virtual-display.ts';

/** A screen with a window manager, and hands to use it. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly env: Readonly<Record<string, string>>;
  /** Presses keys as a keyboard does, e.g. `ctrl+alt+1`, whoever has the focus. */
  press(keys: string): void;
  movePointer(x: number, y: number): void;
  click(x: number, y: number): void;
  drag(
    from: { readonly x: number; readonly y: number },
    to: { readonly x: number; readonly y: number },
  ): void;
  /** Titles of the windows that the window manager shows. */
  windowTitles(): string[];
  /** Gives the window whose title contains this text the focus. */
  focus(title: string): void;
  stop(): Promise<void>;
}

/** Starts a virtual screen. */
export async function startScreen(width: number, height: number): Promise<Screen> {
  const display = await startVirtualDisplay({ width, height });
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { env: display.env, encoding: 'utf8' });
  const at = ({ x, y }: { readonly x: number; readonly y: number }) => ['mousemove', String(x), String(y)];
  return {
    width,
    height,
    env: display.env,
    press: (keys) => void run('xdotool', 'key', '--clearmodifiers', keys),
    movePointer: (x, y) => void run('xdotool', ...at({ x, y })),
    click: (x, y) => void run('xdotool', ...at({ x, y }), 'click', '1'),
    drag: (from, to) =>
      void run('xdotool', ...at(from), 'mousedown', '1', ...at(to), 'sleep', '0.2', 'mouseup', '1'),
    windowTitles: () =>
      run('wmctrl', '-l')
        .split('\n')
        .map((line) => line.split(/\s+/).slice(3).join(' '))
        .filter((title) => title !== ''),
    focus: (title) => void run('wmctrl', '-a', title),
    stop: display.stop,
  };
}
