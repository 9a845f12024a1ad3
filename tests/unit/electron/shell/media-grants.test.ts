import type { Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { hardenSession, type MediaGrants, ownOrigins } from '../../../../electron/shell/security.ts';

const recorder = { id: 1 } as WebContents;
const other = { id: 2 } as WebContents;
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

/** What a hardened session answers; without `grants`, as every session was before there were recordings. */
function hardened(grants?: MediaGrants) {
  const kept: { request?: RequestHandler; check?: CheckHandler } = {};
  const session = {
    setPermissionRequestHandler: (handler: RequestHandler) => {
      kept.request = handler;
    },
    setPermissionCheckHandler: (handler: CheckHandler) => {
      kept.check = handler;
    },
    setDevicePermissionHandler: () => undefined,
    webRequest: { onBeforeRequest: () => undefined },
    on: () => undefined,
  } as unknown as Session;
  hardenSession(session, ownOrigins(undefined, true), true, grants);
  return {
    asks: (contents: WebContents, permission: string, details: object = {}) => {
      let answer: boolean | undefined;
      const all = { isMainFrame: true, requestingUrl: 'app://bundle/', ...details };
      kept.request?.(
        contents,
        permission as Parameters<RequestHandler>[1],
        (given) => {
          answer = given;
        },
        all as Parameters<RequestHandler>[3],
      );
      return answer;
    },
    checks: (contents: WebContents | null, permission: string, details: object = {}) =>
      kept.check?.(contents, permission as Parameters<CheckHandler>[1], 'app://bundle', {
        isMainFrame: true,
        ...details,
      } as Parameters<CheckHandler>[3]),
  };
}

const sound = { mediaTypes: ['audio'] };
const always: MediaGrants = {
  mayHear: (contents) => contents === recorder,
  mayShareScreen: (contents) => contents === recorder,
};

test('the page that records is given a microphone, and the screen while it is offered', () => {
  const { asks, checks } = hardened(always);
  expect(asks(recorder, 'media', sound)).toBe(true);
  expect(asks(recorder, 'display-capture')).toBe(true);
  expect(checks(recorder, 'media', { mediaType: 'audio' })).toBe(true);
  const { asks: askLater } = hardened({ ...always, mayShareScreen: () => false });
  expect(askLater(recorder, 'display-capture')).toBe(false);
});

test('no other page, no frame in a page and no camera is given anything', () => {
  const { asks, checks } = hardened(always);
  expect(asks(other, 'media', sound)).toBe(false);
  expect(asks(other, 'display-capture')).toBe(false);
  expect(asks(recorder, 'media', { ...sound, isMainFrame: false })).toBe(false);
  expect(asks(recorder, 'media', { mediaTypes: ['audio', 'video'] })).toBe(false);
  expect(asks(recorder, 'media')).toBe(false);
  expect(checks(other, 'media', { mediaType: 'audio' })).toBe(false);
  expect(checks(null, 'media', { mediaType: 'audio' })).toBe(false);
  expect(checks(recorder, 'media', { mediaType: 'video' })).toBe(false);
  expect(checks(recorder, 'media', { mediaType: 'audio', isMainFrame: false })).toBe(false);
});

test.each([
  'geolocation',
  'notifications',
  'clipboard-read',
  'fullscreen',
  'openExternal',
  'hid',
  'usb',
  'midi',
])('%s is denied, to the page that records too', (permission) => {
  const { asks, checks } = hardened(always);
  expect(asks(recorder, permission)).toBe(false);
  expect(checks(recorder, permission)).toBe(false);
});

test('without grants everything is denied', () => {
  const { asks, checks } = hardened();
  expect(asks(recorder, 'media', sound)).toBe(false);
  expect(asks(recorder, 'display-capture')).toBe(false);
  expect(checks(recorder, 'media', { mediaType: 'audio' })).toBe(false);
});
