import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import type { AppState } from '../../core/contract/index.ts';
import { client, settle } from '../client.ts';
import { useEvent, useMediaQuery } from '../hooks/index.ts';
import { TextsProvider } from '../locales/index.ts';
import { applyPalette } from './theme.ts';

/**
 * Language and colours for the small windows. They do without Ant Design so that they are there at once, and they show
 * themselves even when the app's state cannot be had: a failed capture must be told in any case.
 */
export function PlainPage({ children }: { children: ReactNode }) {
  const [settings, setSettings] = useState<AppState['settings']>();
  const isSystemDark = useMediaQuery('(prefers-color-scheme: dark)');
  useEffect(() => {
    void settle(client().app.getState()).then((result) => {
      if (result.ok) setSettings(result.value.settings);
    });
  }, []);
  useEvent('appStateChanged', (state) => setSettings(state.settings));
  const theme = settings?.theme ?? 'system';
  const mode = theme === 'dark' || (theme === 'system' && isSystemDark) ? 'dark' : 'light';
  useLayoutEffect(() => applyPalette(mode), [mode]);
  const locale = settings?.locale ?? 'zh-CN';
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return <TextsProvider locale={locale}>{children}</TextsProvider>;
}
