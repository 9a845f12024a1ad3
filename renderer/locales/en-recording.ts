import type { Texts } from './locales.ts';

/** Recording the screen. */
export const enRecording: Texts['recording'] = {
  modes: { screen: 'whole screen', window: 'window', region: 'region' },
};
