import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Screen, startScreen } from '../../e2e/harness/screen.ts';
import { paintBackground } from '../capture/paint-background.ts';
import { maim, type Pixels, pixelsOf, run } from '../capture/screen.ts';
import { pixelsAt } from './media-file.ts';
import { startRecorder, type TestRecorder } from './recorder.ts';

const WIDTH = 800;
const HEIGHT = 600;
let screen: Screen;
let recorder: TestRecorder;
const environmentBefore = { ...process.env };

beforeAll(async () => {
  screen = await startScreen(2 * WIDTH, HEIGHT);
  Object.assign(process.env, screen.env);
  run(screen.env, 'xrandr', ['--setmonitor', 'left', `${WIDTH}/200x${HEIGHT}/150+0+0`, 'screen']);
  run(screen.env, 'xrandr', ['--setmonitor', 'right', `${WIDTH}/200x${HEIGHT}/150+${WIDTH}+0`, 'none']);
  await paintBackground(screen.env.DISPLAY ?? '', 11);
  recorder = startRecorder();
});

afterAll(async () => {
  await recorder?.close();
  await screen?.stop();
  for (const name of Object.keys(process.env)) if (!(name in environmentBefore)) delete process.env[name];
  Object.assign(process.env, environmentBefore);
});

function meanDifference(frame: Buffer, { rgb }: Pixels): number {
  let sum = 0;
  for (let at = 0; at < frame.length; at += 1) sum += Math.abs((frame[at] ?? 0) - (rgb[at] ?? 0));
  return sum / frame.length;
}

test('the display that was asked for is recorded, also one that is not the first', async () => {
  const sources = await recorder.source.sources();
  if (!sources.ok) throw new Error(sources.error.code);
  const { displays } = sources.value;
  expect(displays.map(({ name, area }) => [name, area.x])).toEqual([
    ['left', 0],
    ['right', WIDTH],
  ]);
  const seen = maim(screen.env);
  for (const { id, area } of displays) {
    const recorded = await recorder.record({ displayId: id, framesPerSecond: 5 });
    await recorded.more(3);
    expect(await recorded.stop()).toBe('stopped');
    expect(recorded.running.recorded.area).toEqual(area);
    const frame = pixelsAt(recorded.path, 2, WIDTH, HEIGHT);
    const differences = await Promise.all(
      displays.map(async (each) => meanDifference(frame, await pixelsOf(seen, each.area))),
    );
    const least = differences.indexOf(Math.min(...differences));
    expect(displays[least]?.id).toBe(id);
  }
});
