import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';
import { protocol } from './protocol.ts';

/** What the runtime denies already, whatever a handler would say. */
const webRequest = {
  /** The listener is never asked: no request leaves the application's own origins in any case. */
  onBeforeRequest: (..._args: unknown[]) => {},
};
defineUnsupported(webRequest, 'WebRequest', UNSUPPORTED_MEMBERS.WebRequest);

/** The one session. Permissions, downloads and network are denied by Chromium itself, not by asking handlers. */
class Session extends CheckedEmitter {
  readonly protocol = protocol;
  readonly webRequest = webRequest;

  constructor() {
    // No download ever starts, so that this event is kept to by never being emitted.
    super('Session', ['will-download']);
  }

  setPermissionRequestHandler(_handler: unknown): void {}
  setPermissionCheckHandler(_handler: unknown): void {}
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
