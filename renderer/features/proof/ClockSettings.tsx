import { Button, Switch } from 'antd';
import { useState } from 'react';
import type { OutputOf, StampingState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatLocalTime, useReport } from '../../ui/index.ts';
import type { StampingPatch } from './TrustedTimeSettings.tsx';
import { formatSeconds } from './time-words.ts';

type Comparison = OutputOf<'timestamps', 'compareClock'>['comparison'];

/** 允许对时, with what is asked of whom, and 立即对时 with what came of it. */
export function ClockSettings(props: { stamping: StampingState; onChange: (patch: StampingPatch) => void }) {
  const texts = useTexts();
  const words = texts.trustedTime;
  const report = useReport();
  const [comparison, setComparison] = useState<Comparison>();
  const [isComparing, setComparing] = useState(false);
  const isOn = props.stamping.isClockComparisonOn;
  const compare = async () => {
    setComparing(true);
    const compared = await report.settled(client().timestamps.compareClock());
    setComparing(false);
    if (compared !== undefined) setComparison(compared.value.comparison);
  };
  return (
    <div className="stack" style={{ borderTop: '1px solid var(--lh-line)', paddingTop: 12 }}>
      <h3>{words.clock}</h3>
      <p className="secondary">{words.clockText}</p>
      <div className="row row-wrap">
        <Switch
          aria-label={words.clockSwitch}
          checked={isOn}
          data-testid="clock-switch"
          onChange={(isClockComparisonOn) => props.onChange({ isClockComparisonOn })}
        />
        <strong>{words.clockSwitch}</strong>
        <span className="tertiary">{isOn ? words.isOn : words.isOff}</span>
        <span className="grow" />
        <Button
          disabled={!isOn}
          loading={isComparing}
          title={isOn ? undefined : words.compareOff}
          data-testid="clock-compare"
          onClick={() => void compare()}
        >
          {isComparing ? words.comparing : words.compare}
        </Button>
      </div>
      {comparison !== undefined && (
        <p role="status" className="figures" data-testid="clock-compared">
          {comparisonWords(comparison, texts)}
        </p>
      )}
    </div>
  );
}

/** What a comparison found, in a sentence or two. */
export function comparisonWords(comparison: Comparison, texts: Texts): string {
  const { offsetMs, uncertaintyMs, answeredCount, askedCount, atUtc } = comparison;
  if (offsetMs === null) return texts.trustedTime.comparedNone(askedCount);
  const { time } = texts.proof;
  const uncertainty = formatSeconds(uncertaintyMs ?? 0);
  const seconds = formatSeconds(Math.abs(offsetMs));
  const found =
    offsetMs === 0
      ? time.comparedEqual(uncertainty)
      : offsetMs > 0
        ? time.comparedSlow(seconds, uncertainty)
        : time.comparedFast(seconds, uncertainty);
  return `${found} · ${texts.trustedTime.comparedFrom(answeredCount, askedCount, formatLocalTime(atUtc))}`;
}
