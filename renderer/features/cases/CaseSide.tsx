import type { ChannelId } from '../../../core/rules/index.ts';
import { ChannelPicker } from './ChannelPicker.tsx';
import { ChecksSection } from './ChecksSection.tsx';
import { NeedsSection } from './NeedsSection.tsx';
import { RisksSection } from './RisksSection.tsx';
import { ScenarioSection } from './ScenarioSection.tsx';
import { useOpenCase } from './use-open-case.tsx';

interface CaseSideProps {
  readonly channel: ChannelId | null;
  onChannel(channel: ChannelId | null): void;
  /** Where a bill is imported. */
  onBills(): void;
}

/** What happened, what is missing, what does not hold: the right column of an order. */
export function CaseSide({ channel, onChannel, onBills }: CaseSideProps) {
  const { assessment } = useOpenCase().view;
  return (
    <>
      <ScenarioSection />
      {assessment.scenario !== null && (
        <>
          <NeedsSection onBills={onBills}>
            <ChannelPicker channel={channel} onChannel={onChannel} />
          </NeedsSection>
          <ChecksSection />
        </>
      )}
      <RisksSection />
    </>
  );
}
