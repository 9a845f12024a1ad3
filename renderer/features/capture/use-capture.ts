import { useCallback, useState } from 'react';
import type { CaptureMode } from '../../../core/evidence/index.ts';
import { client, settle } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { useReport } from '../../ui/index.ts';

/** Delays offered before a capture, in seconds. */
export const captureDelays = [0, 3, 5, 10] as const;
export type CaptureDelay = (typeof captureDelays)[number];

/** Takes a picture from the window; a cancelled one is silent, any other failure is shown. */
export function useCapture(): {
  readonly isBusy: boolean;
  take(mode: CaptureMode, delaySeconds: CaptureDelay): Promise<void>;
} {
  const [isBusy, setBusy] = useState(false);
  const report = useReport();
  const texts = useTexts();
  const take = useCallback(
    async (mode: CaptureMode, delaySeconds: CaptureDelay) => {
      setBusy(true);
      const result = await settle(client().capture.take({ mode, delaySeconds }));
      setBusy(false);
      if (!result.ok && result.error.code !== 'CAPTURE_CANCELLED') {
        report.failed(result.error, texts.capture.failed);
      }
    },
    [report, texts],
  );
  return { isBusy, take };
}
