import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = 2;

/** SECURITY: nothing that a page could ask the user for is ever asked. */
const BLOCKED_CONTENT = [
  'ar',
  'auto_picture_in_picture',
  'automatic_downloads',
  'background_sync',
  'bluetooth_guard',
  'bluetooth_scanning',
  'captured_surface_control',
  'clipboard',
  'file_system_write_guard',
  'geolocation',
  'hid_guard',
  'idle_detection',
  'keyboard_lock',
  'local_fonts',
  'local_network_access',
  'media_stream_camera',
  'media_stream_mic',
  'midi',
  'midi_sysex',
  'notifications',
  'payment_handler',
  'popups',
  'sensors',
  'serial_guard',
  'storage_access',
  'usb_guard',
  'vr',
  'window_placement',
];

type Json = { [key: string]: unknown };

/** Writes, before Chromium starts, the settings of the profile that the runtime relies on; keeps all others. */
export function writePreferences(profileFolder: string): void {
  const folder = join(profileFolder, 'Default');
  const path = join(folder, 'Preferences');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const preferences = readJson(path);
  // The window manager's title bar: a frameless window then shows nothing but its page.
  const browser = section(preferences, 'browser');
  browser.custom_chrome_frame = false;
  // One entry for every window there ever was: places are the application's to remember.
  delete browser.app_window_placement;
  const profile = section(preferences, 'profile');
  // Otherwise a killed process is answered by an offer to restore pages.
  Object.assign(profile, { exit_type: 'Normal', exited_cleanly: true });
  Object.assign(
    section(profile, 'default_content_setting_values'),
    Object.fromEntries(BLOCKED_CONTENT.map((name) => [name, BLOCK])),
  );
  Object.assign(preferences, { credentials_enable_service: false, credentials_enable_autosignin: false });
  Object.assign(section(preferences, 'translate'), { enabled: false });
  writeFileSync(path, JSON.stringify(preferences), { mode: 0o600 });
}

function section(parent: Json, name: string): Json {
  const present = parent[name];
  if (isObject(present)) return present;
  const created: Json = {};
  parent[name] = created;
  return created;
}

function readJson(path: string): Json {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
