import { App as AntApp, ConfigProvider, theme } from 'antd';
import enUs from 'antd/locale/en_US';
import zhCn from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { useAppState, useMediaQuery } from '../hooks/index.ts';
import { antTokens, applyPalette } from '../ui/theme.ts';

/** Notices leave the buttons at the top free. */
const BELOW_TOP_BAR_PX = 60;

/** Theme and component language for everything below, as the settings and the system say. */
export function LookProvider({ children }: { children: ReactNode }) {
  const { settings } = useAppState().state;
  const isSystemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const isMotionReduced = useMediaQuery('(prefers-reduced-motion: reduce)');
  const isDark = settings.theme === 'dark' || (settings.theme === 'system' && isSystemDark);
  const mode = isDark ? 'dark' : 'light';

  useLayoutEffect(() => applyPalette(mode), [mode]);
  const isChinese = settings.locale === 'zh-CN';
  useLayoutEffect(() => {
    dayjs.locale(isChinese ? 'zh-cn' : 'en');
  }, [isChinese]);

  const look = useMemo(
    () => ({
      ...antTokens(mode, isMotionReduced),
      algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    }),
    [mode, isMotionReduced],
  );
  return (
    <ConfigProvider
      locale={isChinese ? zhCn : enUs}
      theme={look}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <AntApp
        className="app-root"
        notification={{ maxCount: 4, top: BELOW_TOP_BAR_PX }}
        message={{ maxCount: 3 }}
      >
        {children}
      </AntApp>
    </ConfigProvider>
  );
}
