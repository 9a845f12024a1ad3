/**
 * The first three screens: what it does, where the locker is, the hotkey tried for real. Promise: can be skipped at any
 * step and ends with a picture that is really sealed, not with a demonstration.
 */
export { FirstRun } from './FirstRun.tsx';
