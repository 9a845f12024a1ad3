import { useEffect, useState } from 'react';
import { useLocale } from '../locales/index.ts';
import { formatLocalTime, formatRelativeTime, formatUtcTime, formatZone } from './formats.ts';

/** An instant in local time, with date and seconds; `withZone` where the zone matters. */
export function LocalTime({ iso, withZone = false }: { iso: string; withZone?: boolean }) {
  return (
    <time dateTime={iso} title={formatUtcTime(iso)}>
      {formatLocalTime(iso)}
      {withZone && <span className="tertiary"> {formatZone(iso)}</span>}
    </time>
  );
}

const MINUTE_MS = 60_000;

/** The wall clock, once a minute: for relative times only. */
export function useNowMs(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}

/** `3 分钟前`, with the exact time on hover. */
export function RelativeTime({ iso }: { iso: string }) {
  const nowMs = useNowMs();
  const locale = useLocale();
  return (
    <time dateTime={iso} title={`${formatLocalTime(iso)} ${formatZone(iso)}`}>
      {formatRelativeTime(iso, nowMs, locale)}
    </time>
  );
}
