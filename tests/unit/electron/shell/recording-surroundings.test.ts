import { expect, test } from 'vitest';
import { type WindowKind, wholeScreenRequest } from '../../../../core/contract/index.ts';
import { createRecordingSurroundings } from '../../../../electron/shell/recording-surroundings.ts';
import type { AppWindows } from '../../../../electron/shell/windows.ts';

const request = wholeScreenRequest({ framesPerSecond: 15, microphoneId: null, isSystemSoundOn: false });
const area = { x: 0, y: 0, width: 100, height: 100 };

/** Windows, gate and indicator that only note what was done with them. */
function desktop(isLeftOut: boolean, visibleKinds: readonly WindowKind[]) {
  const done: string[] = [];
  let shown: (kind: WindowKind) => void = () => undefined;
  let visible = [...visibleKinds];
  const minimised = new Set<WindowKind>();
  const windowOf = (kind: WindowKind) => ({
    kind,
    window: {
      minimize: () => {
        done.push(`minimise ${kind}`);
        minimised.add(kind);
        visible = visible.filter((each) => each !== kind);
      },
      hide: () => {
        done.push(`hide ${kind}`);
        visible = visible.filter((each) => each !== kind);
      },
      isMinimized: () => minimised.has(kind),
      restore: () => done.push(`restore ${kind}`),
    },
  });
  const windows = {
    onShown: (listener: typeof shown) => {
      shown = listener;
    },
    visible: () => visible.map(windowOf),
    get: (kind: WindowKind) => windowOf(kind).window,
  } as unknown as AppWindows;
  const gate = {
    whenOpen: () => undefined,
    close: () => {
      done.push('close gate');
      return () => void done.push('open gate');
    },
  };
  const indicator = {
    begin: () => void done.push('begin indicator'),
    setRolling: () => undefined,
    isGoing: () => false,
    end: () => void done.push('end indicator'),
  };
  const surroundings = createRecordingSurroundings(windows, gate, indicator, isLeftOut);
  return { surroundings, done, shows: (kind: WindowKind) => shown(kind) };
}

test('where our windows would be in the picture they leave the screen first, and come back at the end', async () => {
  const { surroundings, done } = desktop(false, ['main', 'toast', 'indicator']);
  await surroundings.clear(request);
  expect(done).toEqual(['close gate', 'minimise main', 'hide toast']);
  surroundings.begin(area);
  surroundings.end();
  surroundings.release();
  expect(done.slice(3)).toEqual(['begin indicator', 'end indicator', 'open gate', 'restore main']);
});

test('a pause lets toasts through and leaves the main window where it is', async () => {
  const { surroundings, done } = desktop(false, ['main']);
  await surroundings.clear(request);
  surroundings.begin(area);
  surroundings.release();
  expect(done).not.toContain('restore main');
  expect(done.at(-1)).toBe('open gate');
  await surroundings.clear(request);
  expect(done.at(-1)).toBe('close gate');
});

test('a recording that never began puts the windows back', async () => {
  const { surroundings, done } = desktop(false, ['main']);
  await surroundings.clear(request);
  surroundings.release();
  expect(done.at(-1)).toBe('restore main');
});

test('a window of ours that appears is told while frames come, and only then', async () => {
  const { surroundings, shows } = desktop(false, ['main']);
  let told = 0;
  surroundings.onOwnWindowShown(() => {
    told += 1;
  });
  shows('main');
  await surroundings.clear(request);
  shows('main');
  shows('indicator');
  shows('recorder');
  expect(told).toBe(1);
  surroundings.release();
  shows('main');
  expect(told).toBe(1);
});

test('whoever wants to show a window waits until the recording has paused', async () => {
  const { surroundings } = desktop(false, ['main']);
  const order: string[] = [];
  surroundings.onOwnWindowShown(() => {
    order.push('told');
    queueMicrotask(() => {
      order.push('paused');
      surroundings.release();
    });
  });
  await surroundings.clear(request);
  await surroundings.beforeShowing();
  order.push('shown');
  expect(order).toEqual(['told', 'paused', 'shown']);
  await surroundings.beforeShowing();
});

test('where the system leaves our windows out nothing moves and nothing is told', async () => {
  const { surroundings, done, shows } = desktop(true, ['main', 'toast']);
  surroundings.onOwnWindowShown(() => void done.push('told'));
  await surroundings.clear(request);
  shows('main');
  await surroundings.beforeShowing();
  surroundings.release();
  expect(done).toEqual([]);
});
