import { Button } from 'antd';
import type { MediaDescription } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { ProgressRow } from '../../ui/index.ts';
import type { Preparation } from './use-prepared.ts';

/** How far the copy for playing is; where there is none, the way to one. */
export function PreparationLine(props: { preparation: Preparation; media: MediaDescription }) {
  const { preparation, media } = props;
  const texts = useTexts();
  const { state } = preparation;
  if (state === 'running') {
    return (
      <ProgressRow
        title={media.playback === 'remux-needed' ? texts.media.preparing : texts.media.preparingStrip}
        job={preparation.progress}
        testId="media-prepare"
        onCancel={preparation.cancel}
      />
    );
  }
  if (media.playback !== 'remux-needed' || state === 'none') return null;
  return (
    <div className="row prepare-again" role="status">
      <span className="grow secondary">
        {state === 'failed' ? texts.media.prepareFailed : texts.media.prepareCancelled}
      </span>
      <Button size="small" data-testid="media-prepare-again" onClick={preparation.start}>
        {texts.media.prepareAgain}
      </Button>
    </div>
  );
}
