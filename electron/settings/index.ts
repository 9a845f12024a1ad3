/**
 * The user's choices, in one small file.
 *
 * Promise: a change that was acknowledged is on disk, whole; a file that cannot be understood is kept aside and said so,
 * never overwritten silently. Holds nothing evidentiary and no secret.
 */

export { defaultSettings } from './defaults.ts';
export { openSettings, type SettingsProblem, type SettingsStore } from './settings-file.ts';
