import { useMemo, useState } from 'react';
import { client, settle } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration, useReport, visibleText } from '../../ui/index.ts';

/** What can be done to a running recording; every failure is shown. */
export interface Steering {
  /** A command is on its way. */
  readonly isBusy: boolean;
  pause(): void;
  resume(): void;
  stop(): void;
  mark(label: string): void;
}

/** Steers the recording from the window. */
export function useSteering(): Steering {
  const texts = useTexts();
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  return useMemo(() => {
    const run = async (command: () => Promise<unknown>) => {
      setBusy(true);
      await command();
      setBusy(false);
    };
    const { recording } = client();
    return {
      isBusy,
      pause: () => void run(() => report.settled(recording.pause())),
      resume: () => void run(() => report.settled(recording.resume())),
      stop: () =>
        void run(async () => {
          const result = await settle(recording.stop());
          if (!result.ok) report.failed(result.error, texts.recording.stopFailed);
        }),
      mark: (label) =>
        void run(async () => {
          const marked = await report.settled(recording.mark({ label }));
          if (marked === undefined) return;
          const { mark } = marked.value;
          report.done(texts.recording.marked(visibleText(mark.label), formatDuration(mark.mediaMs)));
        }),
    };
  }, [isBusy, report, texts]);
}
