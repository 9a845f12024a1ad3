import { expect, test } from 'vitest';
import { idleRecording, type RecordingState } from '../../../../core/contract/index.ts';
import { createRecordingNews } from '../../../../electron/operations/recording-news.ts';

const state: RecordingState = { ...idleRecording, phase: 'recording', framesPerSecond: 15 };

function news() {
  const told: RecordingState[] = [];
  const world = { isSeen: false, nowMs: 0 };
  const tell = createRecordingNews({
    announce: (each) => told.push(each),
    isSeen: () => world.isSeen,
    monotonicMs: () => world.nowMs,
  });
  return { told, world, tell };
}

test('progress is told as it comes where somebody sees it, and every two seconds where nobody does', () => {
  const { told, world, tell } = news();
  for (; world.nowMs < 10_000; world.nowMs += 200) tell({ ...state, mediaMs: world.nowMs });
  expect(told).toHaveLength(5);
  world.isSeen = true;
  tell({ ...state, mediaMs: 10_001 });
  tell({ ...state, mediaMs: 10_002 });
  expect(told).toHaveLength(7);
});

test('what happened is told at once, seen or not', () => {
  const { told, tell } = news();
  const utc = '2026-11-23T00:00:00.000Z';
  const mark = { mediaMs: 1, utc, label: '标记 1' };
  const gap = { mediaMs: 2, fromUtc: utc, toUtc: null, reason: 'user' as const };
  tell(state);
  tell({ ...state, marks: [mark] });
  tell({ ...state, marks: [mark], phase: 'paused', gaps: [gap] });
  tell({ ...state, marks: [mark], gaps: [{ ...gap, toUtc: utc }] });
  tell({ ...state, marks: [mark], gaps: [{ ...gap, toUtc: utc }], phase: 'sealing' });
  expect(told).toHaveLength(5);
});
