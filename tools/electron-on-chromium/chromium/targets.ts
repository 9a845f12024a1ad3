import type { DevtoolsClient, DevtoolsSession } from './devtools-client.ts';
import type { TargetInfo } from './devtools-protocol.ts';

const OPEN_TIMEOUT_MS = 20_000;

/** A page that has just been opened and waits before running anything. */
export interface PausedPage {
  readonly session: DevtoolsSession;
  readonly targetId: string;
  resume(): Promise<void>;
}

/** Chromium's pages. SECURITY: a page that no window of ours asked for is closed before it runs. */
export class Targets {
  private readonly devtools: DevtoolsClient;
  private readonly expected = new Map<string, (page: PausedPage) => void>();

  constructor(devtools: DevtoolsClient) {
    this.devtools = devtools;
    devtools.browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) =>
      this.admit(sessionId, targetInfo),
    );
  }

  async start(): Promise<void> {
    const { browser } = this.devtools;
    await browser.send('Target.setDiscoverTargets', { discover: true });
    await browser.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    });
  }

  /** The page whose address contains `mark`, once it is there. */
  expect(mark: string): Promise<PausedPage> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.expected.delete(mark);
        reject(new Error(`Chromium did not open a window within ${OPEN_TIMEOUT_MS} ms.`));
      }, OPEN_TIMEOUT_MS);
      this.expected.set(mark, (page) => {
        clearTimeout(timer);
        resolve(page);
      });
    });
  }

  private admit(sessionId: string, { type, url, targetId }: TargetInfo): void {
    const session = this.devtools.session(sessionId);
    const resume = async () => {
      // The target may be gone by the time it is told to go on.
      await session.send('Runtime.runIfWaitingForDebugger').catch(() => {});
    };
    if (type !== 'page') {
      void resume();
      return;
    }
    for (const [mark, accept] of this.expected) {
      if (!url.includes(mark)) continue;
      this.expected.delete(mark);
      accept({ session, targetId, resume });
      return;
    }
    void this.devtools.browser.send('Target.closeTarget', { targetId }).catch(() => {});
  }
}
