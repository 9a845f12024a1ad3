import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../../../electron/recording/index.ts';
import { fakeMachine, request } from './fakes.ts';

const origin = { trigger: 'window', orderId: null, assignedBy: 'active-order' } as const;
const chunk = new Uint8Array(1000);

async function rolling(machine = fakeMachine()) {
  const recorder = createRecorder(machine.deps);
  const started = await recorder.start(request, origin);
  expect(started.ok).toBe(true);
  return { machine, recorder };
}

describe('a recording', () => {
  test('states its source before its first byte, keeps every chunk in order, and is sealed when stopped', async () => {
    const { machine, recorder } = await rolling();
    await machine.source().chunk(chunk);
    machine.pass(2000);
    await machine.source().chunk(chunk);
    const stopped = await recorder.stop();
    expect(stopped).toMatchObject({ ok: true, value: { id: 'i-sealed' } });
    expect(machine.kinds()).toEqual(['started', 'chunk', 'chunk', 'stopped']);
    expect(machine.lines.at(-1)?.is).toMatchObject({ ending: 'user', mediaMs: 2000 });
    expect(machine.ends).toHaveLength(1);
    expect(recorder.state().phase).toBe('idle');
  });

  test('waits with bytes that come before the journal is open', async () => {
    const machine = fakeMachine();
    const begin = Promise.withResolvers<void>();
    const { locker } = machine.deps;
    if (!locker.ok) throw new Error('the fake has a locker');
    const slow = {
      ...machine.deps,
      locker: {
        ok: true as const,
        value: {
          beginRecording: async (...input: Parameters<typeof locker.value.beginRecording>) => {
            await begin.promise;
            return locker.value.beginRecording(...input);
          },
        },
      },
    };
    const recorder = createRecorder(slow);
    const starting = recorder.start(request, origin);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const kept = machine.source().chunk(chunk);
    expect(recorder.state().phase).toBe('starting');
    begin.resolve();
    await starting;
    await kept;
    expect(machine.kinds()).toEqual(['started', 'chunk']);
  });

  test('pauses as a gap that is not in the time of the file', async () => {
    const { machine, recorder } = await rolling();
    machine.pass(3000);
    await recorder.pause();
    machine.pass(60_000);
    expect(recorder.state()).toMatchObject({ phase: 'paused', mediaMs: 3000 });
    await recorder.resume();
    machine.pass(1000);
    await recorder.mark('激活失败');
    await recorder.stop();
    expect(machine.kinds()).toEqual(['started', 'paused', 'resumed', 'marked', 'stopped']);
    expect(machine.lines[1]?.is).toEqual({ mediaMs: 3000, reason: 'user' });
    expect(machine.lines[3]?.is).toEqual({ mediaMs: 4000, label: '激活失败' });
    expect(machine.asked).toEqual(['clear', 'pause', 'release', 'clear', 'resume', 'stop', 'end']);
  });

  test('pauses before a window of ours can be in the picture', async () => {
    const { machine, recorder } = await rolling();
    machine.showWindow();
    await Promise.resolve();
    expect(recorder.state()).toMatchObject({ phase: 'paused', gaps: [{ reason: 'own-window-shown' }] });
    expect(machine.asked).toContain('pause');
  });

  test('numbers marks without a label', async () => {
    const { recorder } = await rolling();
    expect(await recorder.mark('  ')).toMatchObject({ ok: true, value: { label: '标记 1' } });
    expect(await recorder.mark('')).toMatchObject({ ok: true, value: { label: '标记 2' } });
  });

  test('that does not fit on the disk any more ends as such and is sealed', async () => {
    const { machine, recorder } = await rolling();
    machine.breakDisk('DISK_FULL');
    expect(await machine.source().chunk(chunk)).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
    expect(await machine.source().chunk(chunk)).toMatchObject({ ok: false });
    await recorder.stop();
    expect(machine.ends).toMatchObject([{ ending: 'disk-full', sealed: { ok: true } }]);
  });

  test.each(['disk-full', 'battery-low', 'slept', 'locked', 'display-removed'] as const)(
    'ends by itself: %s',
    async (ending) => {
      const { machine, recorder } = await rolling();
      machine.happen({ type: 'end', ending, detail: '' });
      machine.happen({ type: 'end', ending: 'slept', detail: '' });
      await recorder.stop();
      expect(machine.ends).toMatchObject([{ ending }]);
    },
  );

  test('whose source dies keeps what was there and says so', async () => {
    const { machine, recorder } = await rolling();
    await machine.source().chunk(chunk);
    machine.source().ended('failed', 'renderer gone');
    await recorder.stop();
    expect(machine.ends).toMatchObject([{ ending: 'source-failed', detail: 'renderer gone' }]);
    expect(machine.kinds()).toEqual(['started', 'chunk', 'stopped']);
  });

  test('is one at a time, and what is not running cannot be steered', async () => {
    const { recorder } = await rolling();
    expect(await recorder.start(request, origin)).toMatchObject({ error: { code: 'RECORDING_IN_PROGRESS' } });
    await recorder.stop();
    expect(await recorder.mark('x')).toMatchObject({ error: { code: 'RECORDING_NOT_RUNNING' } });
    expect(await recorder.stop()).toMatchObject({ error: { code: 'RECORDING_NOT_RUNNING' } });
  });

  test('is not begun on a disk that is about full', async () => {
    const machine = fakeMachine();
    const recorder = createRecorder({ ...machine.deps, freeBytes: async () => 20 * 1024 * 1024 });
    expect(await recorder.start(request, origin)).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(machine.lines).toEqual([]);
  });

  test('tells a display of another size, lost frames and silence once', async () => {
    const { machine, recorder } = await rolling();
    const levels = { microphone: 0, system: null };
    const report = (widthPx: number, heightPx: number, droppedCount: number) =>
      machine.source().report({ levels, widthPx, heightPx, frames: { deliveredCount: 100, droppedCount } });
    report(1920, 1080, 0);
    report(1280, 720, 0);
    report(1280, 720, 40);
    report(1280, 720, 41);
    expect(recorder.state().notices.map(({ code, detail }) => [code, detail])).toEqual([
      ['display-changed', '1920×1080 → 1280×720'],
      ['frames-dropped', '40 / 140'],
    ]);
    machine.pass(11_000);
    expect(recorder.state().silentForMs).toBe(11_000);
    await recorder.stop();
  });

  test('is sealed when the app quits', async () => {
    const { machine, recorder } = await rolling();
    await recorder.close();
    expect(machine.ends).toMatchObject([{ ending: 'app-quit' }]);
  });
});
