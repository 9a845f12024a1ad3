import { CameraOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { KeyFrame } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, formatDuration } from '../../ui/index.ts';
import { frameUrl } from './Filmstrip.tsx';
import { formatMediaTime } from './times.ts';

const never = [] as const;

interface KeyFramesProps {
  readonly itemId: string;
  readonly mediaMs: number;
  readonly canSeal: boolean;
  readonly isSealing: boolean;
  onSeek(mediaMs: number): void;
  onSeal(mediaMs: number): void;
}

/** The few places worth seeing, each with why it was chosen: a click goes there, a second button seals it. */
export function KeyFrames(props: KeyFramesProps) {
  const { itemId } = props;
  const texts = useTexts();
  const { value, failure } = useQuery(
    `key frames ${itemId}`,
    () => client().media.getKeyFrames({ itemId }),
    never,
  );
  if (failure !== undefined) return <FailedLine failure={failure} />;
  if (value === undefined) return <p className="secondary">{texts.media.framesLoading}</p>;
  if (value.frames.length === 0) return <p className="secondary">{texts.media.framesNone}</p>;
  const current = value.frames.findLast(({ mediaMs }) => mediaMs <= props.mediaMs);
  return (
    <ul className="key-frames" data-testid="media-key-frames">
      {value.frames.map((frame) => (
        <KeyFrameCard
          {...props}
          key={`${frame.mediaMs} ${frame.why}`}
          frame={frame}
          isCurrent={frame === current}
        />
      ))}
    </ul>
  );
}

function KeyFrameCard(props: KeyFramesProps & { frame: KeyFrame; isCurrent: boolean }) {
  const { mediaMs, why } = props.frame;
  const texts = useTexts();
  const name = texts.media.frameAt(texts.media.whys[why], formatMediaTime(mediaMs));
  return (
    <li className={props.isCurrent ? 'is-current' : undefined}>
      <button
        type="button"
        className="key-frame"
        aria-label={texts.media.jumpTo(name)}
        data-testid={`media-key-frame-${mediaMs}`}
        onClick={() => props.onSeek(mediaMs)}
      >
        <img src={frameUrl(props.itemId, mediaMs)} alt="" loading="lazy" />
      </button>
      <div className="row" style={{ gap: 4 }}>
        <span className="figures">{formatDuration(mediaMs)}</span>
        <span className="grow ellipsis secondary">{texts.media.whys[why]}</span>
        {props.canSeal && (
          <Button
            size="small"
            icon={<CameraOutlined />}
            disabled={props.isSealing}
            title={texts.media.sealThis}
            aria-label={`${texts.media.sealThis}: ${name}`}
            data-testid={`media-key-frame-seal-${mediaMs}`}
            onClick={() => props.onSeal(mediaMs)}
          />
        )}
      </div>
    </li>
  );
}
