/** Secrets of the user's that the app must use and no window, settings file or log may hold. */
export { createRememberedSecret, type RememberedSecret } from './remembered-secret.ts';
