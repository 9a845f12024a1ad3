import { Radio } from 'antd';
import { type FramesPerSecond, framesPerSecondChoices } from '../../../core/recording/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Hint } from './TargetChoices.tsx';
import { useRemember } from './use-remember.ts';

/** How many pictures a second, remembered. */
export function FrameRate() {
  const texts = useTexts();
  const { framesPerSecond } = useAppState().state.settings.recording;
  const remember = useRemember();
  return (
    <>
      <span className="record-name">{texts.recording.framesPerSecond}</span>
      <div className="stack record-value">
        <Radio.Group
          aria-label={texts.recording.framesPerSecond}
          optionType="button"
          value={framesPerSecond}
          data-testid="record-frame-rate"
          options={framesPerSecondChoices.map((count) => ({
            value: count,
            label: (
              <span data-testid={`record-frame-rate-${count}`}>
                {texts.recording.framesPerSecondChoice(count)}
              </span>
            ),
          }))}
          onChange={(event) => remember({ framesPerSecond: event.target.value as FramesPerSecond })}
        />
        <Hint>{texts.recording.framesPerSecondHint}</Hint>
      </div>
    </>
  );
}
