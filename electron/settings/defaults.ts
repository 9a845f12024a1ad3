import { defaultHotkeys, type StoredSettings } from '../../core/contract/index.ts';

/**
 * What holds before the user chose anything. Chinese whatever the system speaks: those whom the app is for often use a
 * system in another language, and the switch is in the settings.
 */
export function defaultSettings(): StoredSettings {
  return {
    locale: 'zh-CN',
    theme: 'system',
    screenCapture: 'display-with-pointer',
    hotkeys: { ...defaultHotkeys },
    recording: { framesPerSecond: 15, microphoneId: null, isSystemSoundOn: false },
    timestamps: { isOn: false, isClockComparisonOn: false, builtInOn: ['digicert', 'sectigo'], own: [] },
    backup: { folder: null, webDav: null },
    applicant: { name: '', phone: '', address: '', idNumber: '' },
    measuredLimits: [],
    isFirstRunDone: false,
    activeOrderId: null,
  };
}
