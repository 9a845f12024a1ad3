/**
 * Runs the built app on a screen of its own, as a user has it: real windows, real keys, real Chromium beside it. Written
 * against Playwright's Electron driver, so that the same tests run on a real Electron (LIUHEN_ELECTRON names it).
 */

export { inboxOf, newestOfInbox, objectOf } from './evidence.ts';
export { expectScreen } from './expected-screen.ts';
export { CONTROL_ALT, KEY_1, takeKey } from './key-thief.ts';
export { type LaunchedApp, type LaunchOptions, launchApp } from './launch-app.ts';
export { type OtherWindow, openOtherWindow } from './other-window.ts';
export { differingPixels, maimOf, type RawPicture, rawOf } from './pictures.ts';
export { processTree, readOrNothing, type TreeProcess } from './process-tree.ts';
export { projectFolder } from './project-folder.ts';
export { type Screen, startScreen } from './screen.ts';
export { waitUntil } from './wait-until.ts';
