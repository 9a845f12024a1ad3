import { useCallback } from 'react';
import { client, settle } from '../client.ts';
import { RecordingEndings } from '../features/recording/index.ts';
import { useEvent, useNavigation } from '../hooks/index.ts';
import { useTexts } from '../locales/index.ts';
import { useReport } from '../ui/index.ts';

/** Acts on what main announces to the whole window: failed captures, recordings that ended, and items asked for from a toast. */
export function Announcements() {
  const report = useReport();
  const texts = useTexts();
  const { go } = useNavigation();

  useEvent('captureFailed', (failure) => {
    if (failure.code !== 'CAPTURE_CANCELLED') report.failed(failure, texts.capture.failed);
  });

  const open = useCallback(
    async (itemId: string) => {
      const result = await settle(client().evidence.get({ itemId }));
      if (!result.ok) {
        report.failed(result.error);
        return;
      }
      const { orderId } = result.value.item;
      go(
        orderId === null
          ? { name: 'inbox', openItemId: itemId }
          : { name: 'order', orderId, openItemId: itemId },
      );
    },
    [go, report],
  );
  useEvent('itemRequested', ({ itemId }) => void open(itemId));
  return <RecordingEndings onOpen={(itemId) => void open(itemId)} />;
}
