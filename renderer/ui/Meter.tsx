const QUIETEST_DECIBEL = -54;

/** How loud it is, as ears hear it: 0 at -54 dB and below, 1 at full scale. */
export function heardLoudness(level: number): number {
  if (level <= 0) return 0;
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(level)) / QUIETEST_DECIBEL));
}

/** A level meter; `level` null while nothing is known. */
export function Meter({ label, level, testId }: { label: string; level: number | null; testId?: string }) {
  const percent = Math.round(heardLoudness(level ?? 0) * 100);
  return (
    <span className="meter">
      <span className="meter-bar" style={{ transform: `scaleX(${percent / 100})` }} />
      <meter
        className="visually-hidden"
        aria-label={label}
        min={0}
        max={100}
        value={percent}
        data-testid={testId}
      >
        {percent}
      </meter>
    </span>
  );
}
