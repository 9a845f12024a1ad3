/**
 * Settings: language, look, displays, trusted time, hotkeys, how recordings begin. Promise: a hotkey that another program holds is shown as taken, with a free
 * one to accept, never silently dead.
 */
export { SettingsPage } from './SettingsPage.tsx';
