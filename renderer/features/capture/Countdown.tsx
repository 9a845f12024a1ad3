import { useState } from 'react';
import { useEvent } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';

/** Seconds left before a delayed capture. */
export function Countdown() {
  const [secondsLeft, setSecondsLeft] = useState(0);
  const texts = useTexts();
  useEvent('captureCountdown', (countdown) => setSecondsLeft(countdown.secondsLeft));
  useEvent('itemSealed', () => setSecondsLeft(0));
  useEvent('captureFailed', () => setSecondsLeft(0));
  if (secondsLeft === 0) return null;
  return (
    <div className="countdown figures" role="status" data-testid="capture-countdown">
      {texts.capture.countdown(secondsLeft)}
    </div>
  );
}
