import { Select } from 'antd';
import { useId } from 'react';
import type { ChannelId } from '../../../core/rules/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useOpenCase } from './use-open-case.tsx';

const NONE = '';
const groups = ['platform', 'payment', 'samr12315', 'police', 'court', 'other'] as const;

interface ChannelPickerProps {
  readonly channel: ChannelId | null;
  onChannel(channel: ChannelId | null): void;
}

/** 给谁看: each reader asks for something else. */
export function ChannelPicker({ channel, onChannel }: ChannelPickerProps) {
  const { channel: words } = useTexts().cases;
  const { channels } = useOpenCase().book;
  const id = useId();
  const options = groups.flatMap((group) => {
    const members = channels.filter(({ audience }) => (audience ?? 'other') === group);
    return members.length === 0
      ? []
      : [
          {
            label: words.groups[group],
            options: members.map((member) => ({
              value: member.id as string,
              label: <span data-testid={`case-channel-${member.id}`}>{member.name}</span>,
            })),
          },
        ];
  });
  return (
    <div className="row case-channel">
      <label htmlFor={id} className="secondary" title={words.hint}>
        {words.title}
      </label>
      <Select
        id={id}
        size="small"
        className="grow"
        value={channel ?? NONE}
        listHeight={340}
        data-testid="case-channel"
        options={[
          { value: NONE, label: <span data-testid="case-channel-none">{words.none}</span> },
          ...options,
        ]}
        onChange={(chosen: string) => onChannel(channels.find((known) => known.id === chosen)?.id ?? null)}
      />
    </div>
  );
}
