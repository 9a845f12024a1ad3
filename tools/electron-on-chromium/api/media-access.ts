import type { WebContents as ElectronWebContents, Streams } from 'electron';
import type { PausedPage } from '../chromium/targets.ts';
import type { DisplayEvent } from '../display/messages.ts';
import { host } from '../host.ts';
import type { MediaAnswer, MediaRequest } from '../page/media-guard.ts';
import { refuse } from '../unsupported/refusal.ts';
import { capturableSources } from './capture-sources.ts';
import { defaultSession } from './session.ts';
import type { WebContents } from './web-contents.ts';

/** Random per start: the page's own scripts can neither ask nor answer by them. */
export const MEDIA_ASK_NAME = `ask-${crypto.randomUUID()}`;
export const MEDIA_ANSWER_NAME = `answer-${crypto.randomUUID()}`;

/** A world of our own in the page, where no page has replaced anything. */
const ANSWERING_WORLD = 'electron-on-chromium';

/** The origins whose request for the microphone was granted since the start. */
const microphoneOrigins = new Set<string>();

/** Chromium shows its bar at once or, should it ever cease to, never. */
const BAR_PATIENCE_MS = 1000;

type WithoutId<Answer> = Answer extends MediaAnswer ? Omit<Answer, 'id'> : never;
type Verdict = WithoutId<MediaAnswer>;

/** For each page that is being given the screen: until Chromium's bar about it is gone. */
const bars = new WeakMap<WebContents, Promise<unknown>>();

const ALLOWED: Verdict = { isAllowed: true };
const DENIED: Verdict = { isAllowed: false, name: 'NotAllowedError', message: 'Permission denied' };
const NO_SOURCE: Verdict = { isAllowed: false, name: 'AbortError', message: 'Error starting capture' };

/** Asks the session's handlers for what one page's guard asks, and opens Chromium's own gate as they answer. */
export async function attachMediaAccess(page: PausedPage, contents: WebContents): Promise<void> {
  const { session } = page;
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== MEDIA_ASK_NAME) return;
    const request = JSON.parse(payload) as MediaRequest;
    answer(page, contents, request).catch((error: unknown) => {
      // The page may have gone while the handler decided.
      if (!contents.isDestroyed()) console.error('A request for media could not be answered:', error);
    });
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: MEDIA_ASK_NAME });
}

async function answer(
  { session, targetId }: PausedPage,
  contents: WebContents,
  request: MediaRequest,
): Promise<void> {
  const verdict = await decide(contents, request);
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: targetId,
    worldName: ANSWERING_WORLD,
  });
  const detail = JSON.stringify({ ...verdict, id: request.id } satisfies MediaAnswer);
  await session.send('Runtime.evaluate', {
    expression: `dispatchEvent(new CustomEvent('${MEDIA_ANSWER_NAME}', { detail: ${JSON.stringify(detail)} }))`,
    contextId: executionContextId,
    awaitPromise: false,
    returnByValue: true,
    // The page had one when it asked; a handler may take longer to answer than Chromium remembers it.
    userGesture: request.kind === 'display' && request.isGesture,
  });
}

async function decide(contents: WebContents, request: MediaRequest): Promise<Verdict> {
  if (request.kind === 'display') return decideDisplay(contents, request);
  if (request.kind === 'settled') {
    await bars.get(contents);
    return ALLOWED;
  }
  if (request.kind === 'microphone') return decideMicrophone(contents);
  await noteMicrophoneCheck(contents);
  return ALLOWED;
}

async function decideDisplay(
  contents: WebContents,
  { isAudioWanted, isGesture }: Extract<MediaRequest, { kind: 'display' }>,
): Promise<Verdict> {
  const { displayMediaHandler, permissionRequestHandler } = defaultSession;
  if (!displayMediaHandler) return { isAllowed: false, name: 'NotSupportedError', message: 'Not supported' };
  const mediaTypes: ('video' | 'audio')[] = isAudioWanted ? ['video', 'audio'] : ['video'];
  if (permissionRequestHandler && !(await isGranted(contents, 'display-capture', mediaTypes))) return DENIED;
  return new Promise((resolve) => {
    const request = {
      frame: contents.mainFrame.asElectron(),
      securityOrigin: originAddress(contents),
      videoRequested: true,
      audioRequested: isAudioWanted,
      userGesture: isGesture,
    };
    try {
      displayMediaHandler(request, (streams) => {
        let verdict: Verdict = NO_SOURCE;
        try {
          verdict = judgeStreams(streams);
          if (verdict.isAllowed) bars.set(contents, untilBarIsGone());
        } finally {
          resolve(verdict);
        }
      });
    } catch (error) {
      console.error('The handler of display media requests failed:', error);
      resolve(NO_SOURCE);
    }
  });
}

/** Throws, as Electron's callback does, for what is not a source, and for a source that cannot be had here. */
function judgeStreams(streams: Streams | null | undefined): Verdict {
  if (streams === null || streams === undefined) return NO_SOURCE;
  const { video, audio } = streams;
  if (!video) throw new TypeError('Video was requested, but no video stream was provided');
  if (audio) refuse('setDisplayMediaRequestHandler audio', 'the sound of the system cannot be captured');
  if (!('id' in video) || typeof video.id !== 'string')
    refuse('setDisplayMediaRequestHandler video', 'only a source of desktopCapturer can be captured');
  const { id } = video;
  if (!capturableSources().some((source) => source.id === id))
    refuse(`setDisplayMediaRequestHandler video '${id}'`, 'Chromium was started to capture another screen');
  return { isAllowed: true, sourceId: id };
}

function untilBarIsGone(): Promise<void> {
  const { display } = host('session');
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      display.off('event', notice);
      resolve();
    };
    const notice = ({ kind }: DisplayEvent) => {
      if (kind === 'capture-bar-dismissed') finish();
    };
    const timer = setTimeout(finish, BAR_PATIENCE_MS);
    display.on('event', notice);
  });
}

async function decideMicrophone(contents: WebContents): Promise<Verdict> {
  // Electron grants where no handler is set; here nothing is granted that nobody has said yes to.
  const isAllowed =
    defaultSession.permissionRequestHandler !== null && (await isGranted(contents, 'media', ['audio']));
  // A refusal ends nothing that was granted before, as in Electron: the page's guard keeps to it by itself.
  if (isAllowed) {
    microphoneOrigins.add(originAddress(contents));
    await setMicrophone(contents, true);
  }
  return isAllowed ? ALLOWED : DENIED;
}

function isGranted(
  contents: WebContents,
  permission: 'media' | 'display-capture',
  mediaTypes: ('video' | 'audio')[],
): Promise<boolean> {
  return new Promise((resolve) => {
    const { permissionRequestHandler } = defaultSession;
    const details = {
      requestingUrl: contents.getURL(),
      isMainFrame: true,
      securityOrigin: originAddress(contents),
      mediaTypes,
    };
    try {
      permissionRequestHandler?.(
        asElectron(contents),
        permission,
        (isAllowed) => resolve(isAllowed === true),
        details,
      );
    } catch (error) {
      console.error('The handler of permission requests failed:', error);
      resolve(false);
    }
  });
}

/** The labels of devices are the page's to see while its microphone is allowed. */
async function noteMicrophoneCheck(contents: WebContents): Promise<void> {
  const { permissionCheckHandler } = defaultSession;
  const securityOrigin = originAddress(contents);
  const isAllowed =
    permissionCheckHandler?.(asElectron(contents), 'media', securityOrigin, {
      requestingUrl: contents.getURL(),
      isMainFrame: true,
      securityOrigin,
      mediaType: 'audio',
    }) === true;
  // Taking the permission back would end the recording of a page that has it.
  if (!microphoneOrigins.has(securityOrigin)) await setMicrophone(contents, isAllowed);
}

/** SECURITY: for the one origin that asked, over the profile's setting that blocks every microphone. */
async function setMicrophone(contents: WebContents, isAllowed: boolean): Promise<void> {
  const { chromium, server } = host('session');
  await chromium.devtools.browser.send('Browser.setPermission', {
    permission: { name: 'microphone' },
    setting: isAllowed ? 'granted' : 'denied',
    origin: server.addresses.toLoopback(originAddress(contents)).replace(/\/$/, ''),
  });
}

/** As Electron writes it, with a slash at its end. */
function originAddress(contents: WebContents): string {
  return `${contents.mainFrame.origin}/`;
}

/** What it lacks of Electron's throws when it is read. */
function asElectron(contents: WebContents): ElectronWebContents {
  return contents as unknown as ElectronWebContents;
}
