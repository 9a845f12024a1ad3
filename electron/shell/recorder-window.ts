import type { Session } from 'electron';
import type { Announce } from '../ipc/index.ts';
import type { RecorderPage, Share } from '../recording/index.ts';
import type { MediaGrants } from './security.ts';
import type { AppWindows } from './windows.ts';

/** The recorder's hidden page, and what it may be given. */
export interface RecorderWindow extends RecorderPage {
  /** For `hardenSession`: nobody else gets a microphone or a screen. */
  readonly grants: MediaGrants;
}

/**
 * A {@link RecorderWindow} that is never shown. SECURITY: P13 its page gets the one screen or window that main chose,
 * once for each task, and only after main has begun that task.
 */
export function createRecorderWindow(
  windows: AppWindows,
  session: Session,
  announce: Announce,
): RecorderWindow {
  let offered: Share | undefined;
  let loaded: Promise<void> | undefined;
  session.setDisplayMediaRequestHandler((request, answer) => {
    const isRecorder = request.frame !== null && windows.windowOf(request.frame)?.kind === 'recorder';
    const share = isRecorder ? offered : undefined;
    if (isRecorder) offered = undefined;
    answer(share === undefined ? null : streamsOf(share));
  });
  const contents = () => windows.get('recorder')?.webContents;
  const close = () => {
    offered = undefined;
    windows.get('recorder')?.destroy();
  };
  const open = (gone: (reason: string) => void) => {
    const window = openHidden(windows, () => {
      loaded = undefined;
      offered = undefined;
      gone('the page was closed');
    });
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      gone(`the page's process ended: ${reason}`);
      window.destroy();
    });
    return new Promise<void>((resolve, reject) => {
      window.webContents.once('did-finish-load', () => resolve());
      window.webContents.once('did-fail-load', (_event, _code, description) =>
        reject(new Error(description)),
      );
      window.once('closed', () => reject(new Error('the page was closed while it loaded')));
    });
  };
  return {
    open: (gone) => {
      loaded ??= open(once(gone));
      return loaded;
    },
    begin: async (share) => {
      offered = share;
      await contents()?.executeJavaScript('beginRecorderTask()', true);
    },
    tell: (task) => {
      if (task.type === 'idle') offered = undefined;
      announce('recorderTaskChanged', task);
    },
    close,
    grants: {
      mayHear: (asking) => asking !== null && asking === contents(),
      mayShareScreen: (asking) => asking !== null && asking === contents() && offered !== undefined,
    },
  };
}

function openHidden(windows: AppWindows, closed: () => void) {
  return windows.open(
    'recorder',
    { title: '留痕录屏', width: 320, height: 240, frame: false, focusable: false, skipTaskbar: true },
    closed,
  );
}

/** The system's own sound is to be had from Electron on Windows only ("loopback"). */
function streamsOf({ sourceId, isSystemSoundOn }: Share): Electron.Streams {
  const video = { id: sourceId, name: '' };
  return isSystemSoundOn ? { video, audio: 'loopback' } : { video };
}

function once(call: (reason: string) => void): (reason: string) => void {
  let isCalled = false;
  return (reason) => {
    if (!isCalled) call(reason);
    isCalled = true;
  };
}
