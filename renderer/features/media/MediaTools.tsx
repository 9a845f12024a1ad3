import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../locales/index.ts';
import { CallPanel } from './CallPanel.tsx';
import { JournalList } from './JournalList.tsx';
import { KeyFrames } from './KeyFrames.tsx';
import type { ToolTab } from './media-tabs.ts';
import { TranscriptPanel } from './TranscriptPanel.tsx';
import { TrimPanel } from './TrimPanel.tsx';
import type { OpenMedia } from './use-open-media.ts';

/** What belongs to a recording beside its picture and sound. */
export function MediaTools({ open }: { open: OpenMedia }) {
  const { item, tabs } = open;
  const texts = useTexts();
  if (open.tab === undefined) return null;
  const { marks = [], gaps = [], notices = [] } = open.recorded?.facts ?? {};
  const counts: Partial<Record<ToolTab, number>> = {
    marks: marks.length + gaps.length + notices.length,
    transcript: item.transcriptCueCount ?? 0,
  };
  return (
    <section className="media-tools" aria-label={texts.media.tabs.label}>
      <Tabs
        size="small"
        tabBarGutter={18}
        activeKey={open.tab}
        onChange={(key) => {
          const chosen = tabs.find((tab) => tab === key);
          if (chosen !== undefined) open.setTab(chosen);
        }}
        items={tabs.map((tab) => ({
          key: tab,
          label: (
            <span data-testid={`media-tab-${tab}`}>
              {texts.media.tabs[tab]}
              {(counts[tab] ?? 0) > 0 && <span className="tab-count figures">{counts[tab]}</span>}
            </span>
          ),
          children: <div className="media-tool">{toolOf(tab, open)}</div>,
        }))}
      />
    </section>
  );
}

function toolOf(tab: ToolTab, open: OpenMedia): ReactNode {
  const { item, player, sealFrame } = open;
  const { mediaMs } = player.state;
  switch (tab) {
    case 'frames':
      return (
        <KeyFrames
          itemId={item.id}
          mediaMs={mediaMs}
          canSeal={open.isOriginal}
          isSealing={sealFrame.isBusy}
          onSeek={player.seek}
          onSeal={sealFrame.seal}
        />
      );
    case 'marks':
      return <JournalList recorded={open.recorded} onSeek={player.seek} />;
    case 'transcript':
      return <TranscriptPanel item={item} mediaMs={mediaMs} onSeek={player.seek} />;
    case 'call':
      return <CallPanel item={item} />;
    case 'trim':
      return (
        <TrimPanel
          item={item}
          clip={open.clip}
          mediaMs={mediaMs}
          durationMs={open.durationMs}
          onClip={open.setClip}
        />
      );
  }
}
