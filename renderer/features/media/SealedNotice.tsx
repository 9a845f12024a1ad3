import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Item } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { SealMark } from '../../ui/index.ts';
import { mediaName } from './media-name.ts';
import { OpenItemButton } from './OpenItemButton.tsx';
import { formatMediaTime } from './times.ts';

/** A frame was sealed: which, from what, and the way to it. Stays until it is closed or another takes its place. */
export function SealedNotice(props: { sealed: Item; original: Item; onClose: () => void }) {
  const { sealed, original } = props;
  const texts = useTexts();
  const { provenance } = sealed;
  const derivative = provenance.source === 'derivative' ? provenance.derivative : undefined;
  return (
    <div className="sealed-notice" role="status" data-testid="media-sealed">
      <SealMark />
      <strong>{texts.media.sealedFrame}</strong>
      <span className="grow ellipsis secondary figures">
        {derivative?.how === 'frame' &&
          texts.media.sealedFrameOf(formatMediaTime(derivative.mediaMs), mediaName(original, texts))}
      </span>
      <OpenItemButton itemId={sealed.id} text={texts.media.openSealed} testId="media-sealed-open" />
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={texts.app.close}
        onClick={props.onClose}
      />
    </div>
  );
}
