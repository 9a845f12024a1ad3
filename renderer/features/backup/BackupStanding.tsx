import { CheckCircleFilled, ClockCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { BackupState } from '../../../core/contract/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';

/** The last backup in a sentence; green only when none is due. */
export function BackupStanding({ backup, children }: { backup: BackupState; children?: ReactNode }) {
  const texts = useTexts();
  const isGood = backup.last !== null && !backup.isDue;
  const { title, text } = standingTexts(backup, texts);
  return (
    <section
      className={`panel glance ${isGood ? 'glance-good' : 'glance-waiting'}`}
      aria-label={texts.backup.title}
      aria-live="polite"
      data-testid="backup-standing"
      data-standing={isGood ? 'good' : backup.last === null ? 'never' : 'due'}
    >
      {isGood ? (
        <CheckCircleFilled className="glance-icon" aria-hidden />
      ) : (
        <ClockCircleFilled className="glance-icon" aria-hidden />
      )}
      <div className="grow">
        <h2>{title}</h2>
        <p className="secondary figures">{text}</p>
      </div>
      {children}
    </section>
  );
}

function standingTexts({ last, isDue }: BackupState, { backup: words }: Texts) {
  if (last === null) return { title: words.never, text: words.neverText };
  const time = formatLocalTime(last.atUtc);
  return isDue
    ? { title: words.due, text: words.dueText(time) }
    : {
        title: words.good,
        text: `${words.goodText(time, words.lastTo[last.target])} ${words.since(last.entriesSince)}`,
      };
}
