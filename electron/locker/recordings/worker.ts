// The recordings' own thread: whatever else the locker does, the next second of a recording does not wait for it (P11).
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../../core/assert.ts';
import { systemClock } from '../../platform/index.ts';
import { answerCall, type ThreadRequest } from '../thread-calls.ts';
import { createRecordings, type Recordings } from './recordings.ts';

/** What the thread is started with. */
export interface RecordingThreadOptions {
  readonly directory: string;
}

invariant(parentPort !== null, 'this module runs in a thread');
serve(parentPort, workerData as RecordingThreadOptions);

function serve(port: MessagePort, { directory }: RecordingThreadOptions): void {
  const recordings = createRecordings(directory, () => {
    const { utc, monotonicNs } = systemClock.facts();
    return { utc, monotonicNs };
  });
  port.on('message', (request: ThreadRequest<Recordings>) => {
    port.postMessage(answerCall(recordings, request));
    if (request.call === 'close') port.close();
  });
}
