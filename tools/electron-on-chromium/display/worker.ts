/**
 * The thread that owns the X connection. The main thread waits for its answers, so that what Electron answers at once
 * (is the hotkey ours? where is the pointer?) is answered from the X server and not from a guess.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { XEvent } from 'x11';
import { createHotkeys, type Hotkeys } from './hotkeys.ts';
import { createManagedWindows, hasWindowManager, type ManagedWindows } from './managed-windows.ts';
import type {
  DisplayCallMessage,
  DisplayCallName,
  DisplayCalls,
  DisplayEvent,
  DisplayReply,
} from './messages.ts';
import { listMonitors } from './monitors.ts';
import { wake } from './wake-pipe.ts';
import { connectToDisplay, reply, type XConnection } from './x-connection.ts';

interface Session {
  readonly x: XConnection;
  readonly windows: ManagedWindows;
  readonly hotkeys: Hotkeys;
}

type Handlers = {
  readonly [Name in DisplayCallName]: (
    request: DisplayCalls[Name]['request'],
  ) => DisplayCalls[Name]['reply'] | Promise<DisplayCalls[Name]['reply']>;
};

/** The main thread sleeps while it waits, so that every call must be answered in the end. */
const ANSWER_TIMEOUT_MS = 5000;

/** RandR has two events: the screen as a whole, and its parts. */
const LAST_RANDR_EVENT = 1;

const { replies, wakePipe } = workerData as { replies: MessagePort; wakePipe: number };
let session: Session | null = null;

const report = (event: DisplayEvent) => parentPort?.postMessage(event);

const current = (): Session => {
  if (!session) throw new Error('There is no connection to the display.');
  return session;
};

const handlers: Handlers = {
  async connect({ display }) {
    const x = await connectToDisplay(display);
    const windows = createManagedWindows(x, report);
    const hotkeys = createHotkeys(x);
    session = { x, windows, hotkeys };
    x.randr?.SelectInput(x.root, x.randr.NotifyMask.All);
    x.client.on('end', () => {
      session = null;
      report({ kind: 'disconnected' });
    });
    x.client.on('event', (event) => {
      if (isAboutMonitors(x, event)) report({ kind: 'monitors-changed' });
      if (event.name === 'KeyPress') {
        const accelerator = hotkeys.match(event);
        if (accelerator !== null) report({ kind: 'key', accelerator });
        return;
      }
      // A window that goes away in the middle of an answer needs no answer.
      windows.handle(event).catch(() => {});
    });
    return { hasWindowManager: await hasWindowManager(x) };
  },
  expectWindow: (expected) => finish(current().windows.expect(expected)),
  forgetWindow: ({ window }) => finish(current().windows.forget(window)),
  applyWishes: ({ window, wishes }) => finish(current().windows.applyWishes(window, wishes)),
  map: ({ window, mode }) => finish(current().windows.map(window, mode)),
  withdraw: ({ window }) => finish(current().windows.withdraw(window)),
  activate: ({ window }) => finish(current().windows.activate(window)),
  iconify: ({ window }) => finish(current().windows.iconify(window)),
  configure: ({ window, bounds }) => finish(current().windows.configure(window, bounds)),
  bounds: ({ window }) => current().windows.bounds(window),
  isIconic: ({ window }) => current().windows.isIconic(window),
  isFocused: ({ window }) => current().windows.isFocused(window),
  async pointer() {
    const { client, root } = current().x;
    const { rootX, rootY } = await reply<{ rootX: number; rootY: number }>((done) =>
      client.QueryPointer(root, done),
    );
    return { x: rootX, y: rootY };
  },
  monitors: () => listMonitors(current().x),
  grabKey: ({ accelerator }) => current().hotkeys.grab(accelerator),
  releaseKey: ({ accelerator }) => finish(current().hotkeys.release(accelerator)),
};

/** A monitor that somebody cuts out of an output is told of as a change of the root window alone. */
function isAboutMonitors({ root, randr }: XConnection, { name, type, wid }: XEvent): boolean {
  if (name === 'ConfigureNotify' && wid === root) return true;
  return randr !== null && type >= randr.firstEvent && type <= randr.firstEvent + LAST_RANDR_EVENT;
}

async function finish(work: void | Promise<void>): Promise<null> {
  await work;
  return null;
}

async function answer<Name extends DisplayCallName>({
  id,
  name,
  request,
}: DisplayCallMessage<Name>): Promise<DisplayReply> {
  const timeout = new AbortController();
  try {
    const late = delay(ANSWER_TIMEOUT_MS, null, { signal: timeout.signal }).then(() => {
      throw new Error(`The X server did not answer "${name}" within ${ANSWER_TIMEOUT_MS} ms.`);
    });
    late.catch(() => {});
    return { id, isOk: true, value: await Promise.race([handlers[name](request), late]) };
  } catch (error) {
    return { id, isOk: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    timeout.abort();
  }
}

const unanswered = new Set<number>();

/** The main thread is asleep until it gets this; without it the application would hang. */
function give(reply: DisplayReply): void {
  if (!unanswered.delete(reply.id)) return;
  replies.postMessage(reply);
  wake(wakePipe);
}

parentPort?.on('message', async (call: DisplayCallMessage) => {
  unanswered.add(call.id);
  give(await answer(call));
});

// The X client throws some failures where no caller can catch them, such as a display number beyond TCP's ports.
process.on('uncaughtException', ({ message }) => {
  for (const id of [...unanswered]) give({ id, isOk: false, message });
});
