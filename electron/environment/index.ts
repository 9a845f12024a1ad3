/**
 * 清洁性检查: what state this computer is in, looked at by itself and sealed with the raw values.
 *
 * Promise: every check ends as clear, noticed or not-checked, with one sentence; no site and no name server is asked unless a
 * domain was named, and no time server unless that is allowed; no home folder, password or machine name goes into the report. It says what the computer says of itself: whoever
 * controls the computer can make it lie.
 */
export {
  createEnvironmentChecker,
  type EnvironmentCheckError,
  type EnvironmentChecker,
  type EnvironmentCheckerDeps,
  type EnvironmentRequest,
} from './create-checker.ts';
