import type { NativeTheme } from 'electron';
import type { DevtoolsSession } from '../chromium/devtools-client.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';

const sessions = new Set<DevtoolsSession>();

class Theme extends CheckedEmitter {
  private source: NativeTheme['themeSource'] = 'system';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this.source;
  }

  set themeSource(source: NativeTheme['themeSource']) {
    if (source !== 'system' && source !== 'light' && source !== 'dark')
      throw new TypeError(`No theme "${source}"`);
    if (source === this.source) return;
    this.source = source;
    for (const session of sessions) applyColorScheme(session).catch(() => sessions.delete(session));
    this.emit('updated', {});
  }

  /** With 'system' Chromium here follows no desktop and is light. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

export const nativeTheme = new Theme();
defineUnsupported(nativeTheme, 'nativeTheme', UNSUPPORTED_MEMBERS.nativeTheme);

/** Makes a page see the theme, now and whenever it changes. */
export async function applyColorScheme(session: DevtoolsSession): Promise<void> {
  sessions.add(session);
  const value = nativeTheme.themeSource === 'system' ? 'light' : nativeTheme.themeSource;
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
}
