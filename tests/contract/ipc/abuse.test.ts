import { describe, expect, test } from 'vitest';
import type { Operation, WindowKind } from '../../../core/contract/index.ts';
import type { Frame } from '../../../electron/ipc/index.ts';
import { exampleOf, wrongInputs } from './examples.ts';
import { allOperations, chokePoint, frame } from './fakes.ts';

type ChokePoint = ReturnType<typeof chokePoint>;

/** One call that must not reach a handler. */
interface Abuse {
  readonly what: string;
  readonly sender: (point: ChokePoint) => Frame | null;
  readonly parameters: readonly unknown[];
  readonly codes: readonly string[];
}

const hugeText = 'x'.repeat(64 * 1024 * 1024);
const hugeBytes = new Uint8Array(64 * 1024 * 1024);

function allowedSender(operation: Operation): (point: ChokePoint) => Frame {
  return (point) => point.windows[operation.windows[0] ?? 'main'];
}

function* wrongSenders(operation: Operation): Generator<Abuse> {
  const parameters = [exampleOf(operation.input)];
  const abuse = (what: string, code: string, sender: Abuse['sender']) => ({
    what,
    parameters,
    codes: [code],
    sender,
  });
  const own = allowedSender(operation);
  yield abuse('a null frame', 'FRAME_MISSING', () => null);
  yield abuse('a destroyed frame', 'FRAME_MISSING', () => frame({ isDestroyed: true }));
  yield abuse('a detached frame', 'FRAME_MISSING', () => frame({ detached: true }));
  yield abuse('an iframe of our window', 'FRAME_NOT_TOP', (point) =>
    frame({ parent: own(point), top: own(point) }),
  );
  yield abuse('an iframe of another window', 'FRAME_NOT_TOP', () => frame({ parent: frame() }));
  yield abuse("another window's frame", 'WINDOW_UNKNOWN', () => frame());
  yield abuse("another window's frame of a foreign origin", 'WINDOW_UNKNOWN', () =>
    frame({ origin: 'https://shop.example' }),
  );
  for (const origin of [
    'null',
    '',
    'https://shop.example',
    'http://127.0.0.1:5173',
    'app://bundle.evil',
    'app://evil',
    'APP://BUNDLE',
    'file://',
    'app://bundle/',
    'blob:app://bundle',
  ]) {
    yield abuse(`our window at origin ${JSON.stringify(origin)}`, 'ORIGIN_FOREIGN', (point) => {
      const navigated = frame({ origin });
      const window = point.mainFrames.get(own(point));
      if (window !== undefined) point.mainFrames.set(navigated, window);
      return navigated;
    });
  }
  for (const kind of ['main', 'region', 'toast'] satisfies WindowKind[]) {
    if (!operation.windows.includes(kind)) {
      yield abuse(`the ${kind} window`, 'WINDOW_NOT_ALLOWED', (point) => point.windows[kind]);
    }
  }
}

function* wrongCalls(operation: Operation): Generator<Abuse> {
  const sender = allowedSender(operation);
  const valid = exampleOf(operation.input);
  for (const { what, input } of wrongInputs(operation.input)) {
    yield { what, sender, parameters: [input], codes: ['INPUT_INVALID', 'INPUT_TOO_LARGE'] };
  }
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const oversize = {
    'a text of 64 MB': hugeText,
    'an object with 64 MB': { payload: hugeText },
    '64 MB of bytes': hugeBytes,
    'bytes in an object': { payload: hugeBytes },
    'a sparse array of 4 billion': new Array(2 ** 32 - 1),
    'one byte more than allowed': 'x'.repeat(operation.maxInputBytes - 1),
    'a long key': { ['k'.repeat(operation.maxInputBytes)]: 1 },
    'characters of three bytes': '痕'.repeat(Math.ceil(operation.maxInputBytes / 3)),
  };
  for (const [what, input] of Object.entries(oversize)) {
    yield { what, sender, parameters: [input], codes: ['INPUT_TOO_LARGE'] };
  }
  yield { what: 'a cycle', sender, parameters: [cyclic], codes: ['INPUT_INVALID'] };
  yield { what: 'an extra argument', sender, parameters: [valid, 1], codes: ['INPUT_INVALID'] };
  yield { what: 'an extra undefined', sender, parameters: [valid, undefined], codes: ['INPUT_INVALID'] };
  yield { what: 'a huge extra argument', sender, parameters: [valid, hugeText], codes: ['INPUT_TOO_LARGE'] };
}

const cases = allOperations().map(({ channel, operation }) => ({
  channel,
  operation,
  abuses: [...wrongSenders(operation), ...wrongCalls(operation)],
}));

describe('P13: a page cannot reach a handler with anything but a proper call', () => {
  test('there are at least 2,000 generated cases', () => {
    const count = cases.reduce((sum, { abuses }) => sum + abuses.length, 0);
    console.log(`${count} generated abuses of ${cases.length} operations`);
    expect(count).toBeGreaterThanOrEqual(2000);
  });

  test.each(cases)('$channel refuses every abuse with its own code', async ({ channel, abuses }) => {
    const wrong: unknown[] = [];
    for (const { what, sender, parameters, codes } of abuses) {
      const point = chokePoint();
      const answer = await point.call(channel, sender(point), ...parameters);
      const code = answer.error?.code ?? 'none';
      const isChinese = /[\u4e00-\u9fff]/.test(answer.error?.message ?? '');
      if (
        answer.ok ||
        !codes.includes(code) ||
        !isChinese ||
        point.state.handlerRuns !== 0 ||
        point.log.length !== 1
      ) {
        wrong.push({ what, codes, answer, handlerRuns: point.state.handlerRuns, log: point.log });
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(cases)('$channel runs its handler once for a proper call', async ({ channel, operation }) => {
    for (const kind of operation.windows) {
      const point = chokePoint();
      const answer = await point.call(channel, point.windows[kind], exampleOf(operation.input));
      expect({ answer, runs: point.state.handlerRuns, log: point.log }).toEqual({
        answer: { ok: true, value: exampleOf(operation.output) },
        runs: 1,
        log: [],
      });
    }
  });
});
