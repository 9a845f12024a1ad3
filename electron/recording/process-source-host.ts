import { createConnection } from 'node:net';
import type { RecordingRequest } from '../../core/contract/index.ts';
import type { RecordingId } from '../../core/recording/index.ts';
import { ok } from '../../core/result.ts';
import { createPeer, type Peer } from './process-source-peer.ts';
import type { RecordingSource, RunningSource, SourceEvents } from './source.ts';

/** Where the program that started us listens, and the word by which it knows us. */
export const PIPE_VARIABLE = 'LIUHEN_RECORDER_PIPE';
export const TOKEN_VARIABLE = 'LIUHEN_RECORDER_TOKEN';

/**
 * Lets the program that started this one use `source` over the pipe that it named in the environment. `gone` is called
 * once: when that program has no more use for us, or is there no more. Throws when no pipe was named.
 */
export function serveRecordingSource(source: RecordingSource, gone: () => void): void {
  const { [PIPE_VARIABLE]: path, [TOKEN_VARIABLE]: token } = process.env;
  if (!path || !token)
    throw new Error(`this program is started by "liuhen record", which sets ${PIPE_VARIABLE}`);
  const calls: { current: ReturnType<typeof createCalls> | undefined } = { current: undefined };
  const peer = createPeer(createConnection(path), (name, input) => calls.current?.(name, input), gone);
  calls.current = createCalls(source, peer);
  peer.call('hello', token).catch(gone);
}

function createCalls(source: RecordingSource, peer: Peer) {
  let running: RunningSource | undefined;
  return async (name: string, input: unknown): Promise<unknown> => {
    switch (name) {
      case 'sources':
        return await source.sources();
      case 'start': {
        const { recordingId, request } = input as { recordingId: RecordingId; request: RecordingRequest };
        const started = await source.start(recordingId, request, eventsTo(peer));
        if (!started.ok) return started;
        running = started.value;
        return ok(running.recorded);
      }
      case 'pause':
        return running?.pause();
      case 'resume':
        return running?.resume();
      case 'stop':
        return running?.stop();
      case 'listen':
        return await source.listen(input as Parameters<RecordingSource['listen']>[0], (levels) =>
          tell(peer, 'levels', levels),
        );
      case 'close':
        return await source.close();
      default:
        throw new Error(`there is no call ${name}`);
    }
  };
}

function eventsTo(peer: Peer): SourceEvents {
  return {
    chunk: (bytes) => peer.call('chunk', bytes) as ReturnType<SourceEvents['chunk']>,
    report: (report) => tell(peer, 'report', report),
    noticed: (code, detail) => tell(peer, 'noticed', { code, detail }),
    ended: (cause, detail) => tell(peer, 'ended', { cause, detail }),
  };
}

/** A parent that is gone is told of by the pipe's end, where this program ends too. */
function tell(peer: Peer, name: string, input: unknown): void {
  peer.call(name, input).catch(() => undefined);
}
