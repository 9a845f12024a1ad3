import { useCallback } from 'react';
import { RecordingEndings } from '../features/recording/index.ts';
import { useEvent, useOpenItem } from '../hooks/index.ts';
import { useTexts } from '../locales/index.ts';
import { useReport } from '../ui/index.ts';

/**
 * Acts on what main announces to the whole window: failed captures, recordings that ended, and items asked for from a
 * toast.
 */
export function Announcements() {
  const report = useReport();
  const texts = useTexts();
  const openItem = useOpenItem();

  useEvent('captureFailed', (failure) => {
    if (failure.code !== 'CAPTURE_CANCELLED') report.failed(failure, texts.capture.failed);
  });

  const open = useCallback(
    async (itemId: string) => {
      const failure = await openItem(itemId);
      if (failure !== undefined) report.failed(failure);
    },
    [openItem, report],
  );
  useEvent('itemRequested', ({ itemId }) => void open(itemId));
  return <RecordingEndings onOpen={(itemId) => void open(itemId)} />;
}
