import { CheckCircleFilled, ClockCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { StampingState } from '../../../core/contract/index.ts';
import { useNavigation } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';
import { StampButton } from './StampButton.tsx';
import { type Standing, stampingStanding } from './stamping-standing.ts';

const looks: Readonly<Record<Standing, { readonly className: string; readonly icon: ReactNode }>> = {
  off: { className: 'glance-quiet', icon: <MinusCircleOutlined className="glance-icon" aria-hidden /> },
  good: { className: 'glance-good', icon: <CheckCircleFilled className="glance-icon" aria-hidden /> },
  waiting: { className: 'glance-waiting', icon: <ClockCircleFilled className="glance-icon" aria-hidden /> },
  'nothing-yet': {
    className: 'glance-quiet',
    icon: <MinusCircleOutlined className="glance-icon" aria-hidden />,
  },
};

/** Trusted time in a sentence: what is covered, what waits and since when. */
export function StampingStanding({ stamping, children }: { stamping: StampingState; children?: ReactNode }) {
  const texts = useTexts();
  const standing = stampingStanding(stamping);
  const { className, icon } = looks[standing];
  const { title, text } = standingTexts(standing, stamping, texts);
  return (
    <section
      className={`panel glance ${className}`}
      aria-label={texts.proof.stamping.title}
      aria-live="polite"
      data-testid="stamping-standing"
      data-standing={standing}
    >
      {icon}
      <div className="grow">
        <h2>{title}</h2>
        <p className="secondary figures">{text}</p>
      </div>
      {children}
    </section>
  );
}

function standingTexts(standing: Standing, stamping: StampingState, { proof }: Texts) {
  const { stamping: words } = proof;
  const newest = stamping.newestTrustedTimeUtc;
  switch (standing) {
    case 'off':
      return { title: words.off, text: words.offText };
    case 'nothing-yet':
      return { title: words.nothingYet, text: words.nothingYetText };
    case 'good':
      return { title: words.good, text: newest === null ? '' : words.goodText(formatLocalTime(newest)) };
    case 'waiting': {
      const since = stamping.pendingSinceUtc;
      return {
        title: words.pending(stamping.pendingItemCount),
        text: since === null ? '' : words.pendingSince(formatLocalTime(since)),
      };
    }
  }
}

/** What to do about it: stamp now, or turn it on. */
export function StampingAction({ stamping }: { stamping: StampingState }) {
  const texts = useTexts();
  const { go } = useNavigation();
  if (stamping.isOn) return <StampButton stamping={stamping} />;
  return (
    <Button
      data-testid="stamping-open-settings"
      onClick={() => go({ name: 'settings', section: 'trusted-time' })}
    >
      {texts.proof.stamping.openSettings}
    </Button>
  );
}
