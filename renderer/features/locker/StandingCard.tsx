import { CheckCircleFilled, ClockCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { LockerStatus, Verdict, VerificationReport } from '../../../core/contract/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { formatLocalTime } from '../../ui/index.ts';

type Standing = 'good' | 'partial' | 'bad' | 'not-yet';

interface StandingCardProps {
  readonly status: LockerStatus;
  /** A report of just now; it tells of failures even when its entry could not be written. */
  readonly report: VerificationReport | undefined;
  readonly children: ReactNode;
}

/**
 * How the evidence stands in one sentence. Green only when no check failed; that times are still the computer's own is said
 * beside it.
 */
export function StandingCard({ status, report, children }: StandingCardProps) {
  const texts = useTexts();
  const standing = standingOf(report?.verdict ?? status.lastVerification?.verdict);
  return (
    <section
      className={`panel standing standing-${standing}`}
      data-testid="verify-verdict"
      data-verdict={report?.verdict ?? status.lastVerification?.verdict ?? 'none'}
      aria-live="polite"
    >
      {icons[standing]}
      <div className="grow">
        <h2>{title(standing, texts)}</h2>
        <p className="secondary">{explanation(standing, status, report, texts)}</p>
      </div>
      {children}
    </section>
  );
}

const icons: Readonly<Record<Standing, ReactNode>> = {
  good: <CheckCircleFilled aria-hidden />,
  partial: <CheckCircleFilled aria-hidden />,
  'not-yet': <ClockCircleFilled aria-hidden />,
  bad: <CloseCircleFilled aria-hidden />,
};

function standingOf(verdict: Verdict | undefined): Standing {
  switch (verdict) {
    case undefined:
      return 'not-yet';
    case 'verified':
      return 'good';
    case 'integrity-only':
      return 'partial';
    case 'failed':
      return 'bad';
  }
}

function title(standing: Standing, { locker }: Texts): string {
  return { good: locker.good, partial: locker.partial, 'not-yet': locker.notYet, bad: locker.bad }[standing];
}

function failedCount(report: VerificationReport | undefined, recorded: number): number {
  return report === undefined ? recorded : report.checks.filter(({ result }) => result === 'FAIL').length;
}

function explanation(
  standing: Standing,
  status: LockerStatus,
  report: VerificationReport | undefined,
  { locker }: Texts,
): string {
  const last = status.lastVerification;
  switch (standing) {
    case 'good':
      return last === null ? '' : locker.goodText(formatLocalTime(last.atUtc));
    case 'partial':
      return last === null ? '' : locker.partialText(formatLocalTime(last.atUtc));
    case 'not-yet':
      return locker.notYetText;
    case 'bad':
      return locker.badText(failedCount(report, last?.failedChecks ?? 0));
  }
}
