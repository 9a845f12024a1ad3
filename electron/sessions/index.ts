/**
 * 取证会话: a stretch of evidence that begins with a look at the computer and a value nobody could have known before, and ends
 * with a stamped checkpoint.
 *
 * Promise (P06): begin and end are entries; the value is in the first picture of the whole screen, and it is said whether it
 * was; a session that a crash left open is ended at the next start. It brackets time from both sides; it does not show that
 * pixels were not composed.
 */
export { createSessions } from './create-sessions.ts';
export {
  noStrip,
  type SessionEndError,
  type SessionRequest,
  type SessionStartError,
  type Sessions,
  type SessionsDeps,
  type StripPort,
} from './sessions.ts';
