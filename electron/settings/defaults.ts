import type { Settings } from '../../core/contract/index.ts';

/**
 * What holds before the user chose anything. Chinese whatever the system speaks: those whom the app is for often use a
 * system in another language, and the switch is in the settings.
 */
export function defaultSettings(): Settings {
  return {
    locale: 'zh-CN',
    theme: 'system',
    screenCapture: 'display-with-pointer',
    hotkeys: {
      screen: 'Control+Alt+1',
      window: 'Control+Alt+2',
      region: 'Control+Alt+3',
      record: 'Control+Alt+4',
      pause: 'Control+Alt+5',
      mark: 'Control+Alt+6',
    },
    recording: { framesPerSecond: 15, microphoneId: null, isSystemSoundOn: false },
    isFirstRunDone: false,
    activeOrderId: null,
  };
}
