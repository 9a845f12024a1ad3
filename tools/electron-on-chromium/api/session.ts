import type { Session as ElectronSession } from 'electron';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';
import { protocol } from './protocol.ts';

type First<Function extends (...args: never[]) => unknown> = Parameters<Function>[0];

export type PermissionRequestHandler = First<ElectronSession['setPermissionRequestHandler']>;
export type PermissionCheckHandler = First<ElectronSession['setPermissionCheckHandler']>;
export type DisplayMediaHandler = First<ElectronSession['setDisplayMediaRequestHandler']>;

/** What the runtime denies already, whatever a handler would say. */
const webRequest = {
  /** The listener is never asked: no request leaves the application's own origins in any case. */
  onBeforeRequest: (..._args: unknown[]) => {},
};
defineUnsupported(webRequest, 'WebRequest', UNSUPPORTED_MEMBERS.WebRequest);

/**
 * The one session. Its handlers are asked for the screen and the microphone; every other permission, downloads and
 * network are denied by Chromium itself.
 */
class Session
  extends CheckedEmitter
  implements
    Pick<
      ElectronSession,
      'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDisplayMediaRequestHandler'
    >
{
  readonly protocol = protocol;
  readonly webRequest = webRequest;
  permissionRequestHandler: PermissionRequestHandler = null;
  permissionCheckHandler: PermissionCheckHandler = null;
  displayMediaHandler: DisplayMediaHandler = null;

  constructor() {
    // No download ever starts, so that this event is kept to by never being emitted.
    super('Session', ['will-download']);
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.permissionRequestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.permissionCheckHandler = handler;
  }

  /** Documents loaded from now on may ask for the screen; those of before keep the answer they were loaded with. */
  setDisplayMediaRequestHandler(
    handler: DisplayMediaHandler,
    opts?: Parameters<ElectronSession['setDisplayMediaRequestHandler']>[1],
  ): void {
    if (opts?.useSystemPicker) refuse('setDisplayMediaRequestHandler useSystemPicker', 'there is no picker');
    this.displayMediaHandler = handler;
  }

  setDevicePermissionHandler(_handler: unknown): void {}

  isPersistent(): boolean {
    return true;
  }
}

defineUnsupported(Session.prototype, 'Session', UNSUPPORTED_MEMBERS.Session);

export const defaultSession = new Session();

export const session = {
  defaultSession,
  /** Every partition is the default session. */
  fromPartition: (_partition: string) => defaultSession,
};
defineUnsupported(session, 'session', UNSUPPORTED_MEMBERS.session);
