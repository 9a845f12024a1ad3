import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Monitor } from 'node-screenshots';

const run = promisify(execFile);
const WINDOW_TIMEOUT_MS = 15_000;
// A window repaints a moment after it was told to; a picture taken at once would show the old page.
const REPAINT_MS = 400;
// Thumbnails are made after the picture is sealed and come last of all.
const SETTLE_MS = 1500;

/** Where a window is to stand, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The screen the demo plays on, handled from outside of the programs as a person would. */
export interface Desktop {
  /** Moves the window whose title contains this text, once it is there. */
  place(title: string, place: Place): Promise<void>;
  /** Brings a window to the front and gives it the keyboard. */
  activate(title: string): Promise<void>;
  /** Presses a real key combination, such as `ctrl+alt+1`. */
  press(keys: string): Promise<void>;
  /** Writes a PNG of the whole screen. */
  picture(path: string): Promise<void>;
}

async function findWindow(env: NodeJS.ProcessEnv, title: string): Promise<string> {
  const deadline = performance.now() + WINDOW_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const { stdout } = await run('wmctrl', ['-l'], { env });
    const line = stdout.split('\n').find((text) => text.includes(title));
    const id = line?.split(' ')[0];
    if (id) return id;
    await delay(100);
  }
  throw new Error(`没有出现标题含「${title}」的窗口 no window with that title appeared`);
}

/** Takes hold of the display that `env` names. Needs wmctrl and xdotool. */
export function openDesktop(env: NodeJS.ProcessEnv): Desktop {
  // The grabber is part of this process and looks the display up in its environment.
  Object.assign(process.env, { DISPLAY: env.DISPLAY });
  return {
    async place(title, { x, y, width, height }) {
      const id = await findWindow(env, title);
      await run('wmctrl', ['-i', '-r', id, '-b', 'remove,maximized_vert,maximized_horz'], { env });
      await run('wmctrl', ['-i', '-r', id, '-e', `0,${x},${y},${width},${height}`], { env });
      await delay(REPAINT_MS);
    },
    async activate(title) {
      await run('wmctrl', ['-i', '-a', await findWindow(env, title)], { env });
      await delay(REPAINT_MS);
    },
    async press(keys) {
      await run('xdotool', ['key', '--clearmodifiers', keys], { env });
    },
    async picture(path) {
      await delay(SETTLE_MS);
      const [monitor] = Monitor.all();
      if (!monitor) throw new Error('没有屏幕 there is no screen');
      writeFileSync(path, await (await monitor.captureImage()).toPng());
    },
  };
}
