/**
 * The one choke point between windows and the main process (design section 5).
 *
 * Promise: a handler runs only for a call from the main frame of a window we made, of our origin, allowed for that
 * window, of bounded size and exactly of its schema; whatever else arrives gets a typed error and is logged without its
 * content (P13). Every call is answered by a Result. Does not know windows, Electron or any feature.
 */
export { type Announce, type AnnounceTarget, createAnnouncer } from './announce.ts';
export { type ChokePointDeps, type IpcRegistry, implement } from './implement.ts';
export { jsonSizeWithin } from './json-size.ts';
export { type Frame, type KnownWindow, readSender } from './sender.ts';
