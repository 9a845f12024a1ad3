import { App, Button } from 'antd';
import { useCallback } from 'react';
import type { EventPayload } from '../../../core/contract/index.ts';
import { client, settle } from '../../client.ts';
import { useEvent } from '../../hooks/index.ts';
import { useLocale, useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';

type Ended = EventPayload<'recordingEnded'>;

/** An end that was asked for needs no answer; any other stays until it is closed. */
const QUIET_SECONDS = 8;

/** Says how each recording ended, what of it is kept and what to do; those found at the start too. */
export function RecordingEndings({ onOpen }: { onOpen: (itemId: string) => void }) {
  const texts = useTexts();
  const locale = useLocale();
  const { notification } = App.useApp();
  const tell = useCallback(
    async ({ ending, itemId, message }: Ended) => {
      const words = texts.recording.ended[ending];
      const isAsked = ending === 'user' || ending === 'duration-reached';
      const key = `recording ${itemId ?? ending}`;
      const common = { key, placement: 'topRight' as const, duration: isAsked ? QUIET_SECONDS : 0 };
      if (itemId === null) {
        notification.error({
          ...common,
          duration: 0,
          title: texts.recording.nothingKept(texts.recording.endingNames[ending]),
          description: locale === 'zh-CN' && message !== '' ? message : texts.recording.nothingKeptText,
          role: 'alert',
        });
        return;
      }
      const title = ending === 'interrupted' ? await interruptedTitle(itemId) : undefined;
      const tellIt = isAsked ? notification.success : notification.warning;
      tellIt({
        ...common,
        title: <span data-testid="recording-ended">{title ?? words.title}</span>,
        description: words.text,
        role: isAsked ? 'status' : 'alert',
        actions: (
          <Button
            size="small"
            type="primary"
            data-testid="recording-ended-open"
            onClick={() => {
              notification.destroy(key);
              onOpen(itemId);
            }}
          >
            {ending === 'interrupted' ? texts.recording.look : texts.recording.open}
          </Button>
        ),
      });

      async function interruptedTitle(id: string): Promise<string | undefined> {
        const result = await settle(client().evidence.get({ itemId: id }));
        const provenance = result.ok ? result.value.item.provenance : undefined;
        if (provenance?.source !== 'recording') return undefined;
        return texts.recording.interruptedAt(formatLocalTime(provenance.recording.end.utc));
      }
    },
    [texts, locale, notification, onOpen],
  );
  useEvent('recordingEnded', (ended) => void tell(ended));
  return null;
}
