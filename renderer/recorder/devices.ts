import { settle } from '../client.ts';
import type { RecorderCalls } from './follow-tasks.ts';

/** Tells main which microphones there are, now and whenever one comes or goes. */
export function reportDevices(recorder: RecorderCalls): void {
  const { mediaDevices } = navigator;
  const report = async () => {
    const devices = await mediaDevices.enumerateDevices();
    const microphones = devices
      .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
    await settle(recorder.listDevices({ microphones }));
  };
  mediaDevices.addEventListener('devicechange', () => void report());
  void report();
}
