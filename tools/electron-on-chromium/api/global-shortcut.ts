import type { GlobalShortcut } from 'electron';
import { parseAccelerator } from '../display/accelerator.ts';
import { host } from '../host.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';

const callbacks = new Map<string, () => void>();
let isListening = false;

export const globalShortcut = {
  /** True only when the X server has given us the combination; false when another program holds it. */
  register(accelerator, callback) {
    if (!parseAccelerator(accelerator)) {
      throw new TypeError(`Error processing argument at index 0, conversion failure from ${accelerator}`);
    }
    const { display } = host('globalShortcut');
    if (callbacks.has(accelerator) || !display.call('grabKey', { accelerator })) return false;
    callbacks.set(accelerator, callback);
    if (!isListening) {
      isListening = true;
      display.on('event', (event) => {
        if (event.kind === 'key') callbacks.get(event.accelerator)?.();
      });
    }
    return true;
  },
  isRegistered: (accelerator) => callbacks.has(accelerator),
  unregister(accelerator) {
    if (callbacks.delete(accelerator)) host('globalShortcut').display.call('releaseKey', { accelerator });
  },
  unregisterAll() {
    for (const accelerator of [...callbacks.keys()]) globalShortcut.unregister(accelerator);
  },
} satisfies Pick<GlobalShortcut, 'register' | 'isRegistered' | 'unregister' | 'unregisterAll'>;
defineUnsupported(globalShortcut, 'globalShortcut', UNSUPPORTED_MEMBERS.globalShortcut);
