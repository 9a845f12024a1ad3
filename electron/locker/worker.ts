// The locker's own thread: it owns the one read-write connection and does a commit's file work synchronously, in
// order, so that a trace of system calls can prove the order (design section 3).
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../core/assert.ts';
import type { LockerEngine } from './engine/engine.ts';
import { openEngine } from './engine/open-engine.ts';
import { guarded } from './failures.ts';
import type { LockerCalls, LockerMessage, LockerRequest, LockerThreadOptions } from './protocol.ts';
import { answerCall } from './thread-calls.ts';

/** How often commits of other processes are looked for. */
const POLL_MS = 500;
/** The newest head is witnessed this long after the last commit. */
const WITNESS_DELAY_MS = 2_000;

invariant(parentPort !== null, 'this module runs in a thread');
serve(parentPort, workerData as LockerThreadOptions);

function serve(port: MessagePort, { options }: LockerThreadOptions): void {
  const post = (message: LockerMessage) => port.postMessage(message);
  const opened = openEngine(options);
  if (!opened.ok) {
    post({ type: 'refused', failure: opened.error });
    return;
  }
  const engine = opened.value;
  const calls = callsOf(engine);
  const watch = watchLedger(engine, post);
  port.on('message', (request: LockerRequest) => {
    if (request.call === 'close') watch.stop();
    post(answerCall(calls, request));
    if (request.call === 'close') port.close();
    else watch.afterCall();
  });
  post({ type: 'opened', lockerId: engine.lockerId, writeProblem: engine.writeProblem });
}

function callsOf(engine: LockerEngine): LockerCalls {
  const { items, cases, orders, proofs } = engine;
  return {
    ...items,
    ...cases,
    ...proofs,
    getItem: engine.getItem,
    getTranscript: engine.getTranscript,
    listItems: engine.listItems,
    getOrder: engine.getOrder,
    listOrders: engine.listOrders,
    findDuplicateOrders: engine.findDuplicateOrders,
    figures: engine.figures,
    treeHead: engine.treeHead,
    orderLedger: engine.orderLedger,
    addOrder: orders.add,
    changeOrder: orders.change,
    setOrderArchived: orders.setArchived,
    recordExport: orders.recordExport,
    recordVerification: orders.recordVerification,
    findRecording: engine.recordings.find,
    adoptRecording: engine.recordings.adopt,
    close: engine.close,
  };
}

/** Tells of every advance of the ledger, by this connection or another, and witnesses the head when it is quiet. */
function watchLedger(engine: LockerEngine, post: (message: LockerMessage) => void) {
  if (engine.writeProblem !== null) return { afterCall: () => undefined, stop: () => undefined };
  let known = engine.treeSize();
  let witness: NodeJS.Timeout | undefined;
  // A disk that fails here fails the next command too, which tells whoever asked; the thread lives on for that.
  const quietly = (work: () => void) => {
    guarded(engine.directory, () => {
      work();
      return { ok: true as const };
    });
  };
  const look = () => {
    const size = engine.treeSize();
    if (size === known) return;
    known = size;
    post({ type: 'advanced', treeSize: size });
    clearTimeout(witness);
    witness = setTimeout(engine.witnessHead, WITNESS_DELAY_MS);
  };
  const lookForOthers = () => {
    if (engine.checkForOthers() !== undefined) look();
  };
  const poll = setInterval(() => quietly(lookForOthers), POLL_MS);
  return {
    afterCall: () => quietly(look),
    stop() {
      clearInterval(poll);
      clearTimeout(witness);
    },
  };
}
