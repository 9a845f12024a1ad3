import {
  BackwardOutlined,
  CameraOutlined,
  CaretRightFilled,
  DownOutlined,
  ForwardOutlined,
  LeftOutlined,
  MutedOutlined,
  PauseOutlined,
  QuestionCircleOutlined,
  RightOutlined,
  SoundOutlined,
  UpOutlined,
} from '@ant-design/icons';
import { Button, Popover, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../locales/index.ts';
import type { MediaAction } from './media-keys.ts';
import { type PlayerState, RATES } from './use-player.ts';

interface ControlsProps {
  readonly state: PlayerState;
  readonly hasFrames: boolean;
  readonly hasSound: boolean;
  readonly canSeal: boolean;
  readonly isTall: boolean;
  readonly isSealing: boolean;
  run(action: MediaAction): void;
  setRate(rate: number): void;
  setVolume(volume: number): void;
}

/** Everything the keys do, as buttons. */
export function Controls(props: ControlsProps) {
  const { state, run, isTall } = props;
  const texts = useTexts();
  return (
    <div className="media-controls">
      <TransportButtons {...props} />
      <span className="grow" />
      <RateSelect {...props} />
      {props.hasSound ? <Volume {...props} /> : <span className="tertiary">{texts.media.soundNone}</span>}
      <KeysHelp />
      <ControlButton
        name={isTall ? texts.media.notTall : texts.media.tall}
        keys="F"
        icon={isTall ? <UpOutlined /> : <DownOutlined />}
        testId="media-tall"
        isPressed={isTall}
        onClick={() => run('tall')}
      />
      {props.canSeal && (
        <Button
          type="primary"
          icon={<CameraOutlined />}
          loading={props.isSealing}
          disabled={!state.isReady}
          aria-keyshortcuts="S"
          data-testid="media-seal-frame"
          onClick={() => run('seal')}
        >
          {texts.media.sealFrame}
        </Button>
      )}
    </div>
  );
}

function TransportButtons({ state, hasFrames, run }: ControlsProps) {
  const texts = useTexts();
  const { isPlaying, isReady } = state;
  return (
    <>
      <ControlButton
        name={isPlaying ? texts.media.pause : texts.media.play}
        keys="Space"
        icon={isPlaying ? <PauseOutlined /> : <CaretRightFilled />}
        testId="media-play"
        isDisabled={!isReady}
        onClick={() => run('toggle')}
      />
      <ControlButton
        name={texts.media.back}
        keys="ArrowLeft"
        icon={<BackwardOutlined />}
        testId="media-back"
        isDisabled={!isReady}
        onClick={() => run('back')}
      />
      <ControlButton
        name={texts.media.forward}
        keys="ArrowRight"
        icon={<ForwardOutlined />}
        testId="media-forward"
        isDisabled={!isReady}
        onClick={() => run('forward')}
      />
      {hasFrames && (
        <>
          <ControlButton
            name={texts.media.previousFrame}
            keys=","
            icon={<LeftOutlined />}
            testId="media-frame-back"
            isDisabled={!isReady}
            onClick={() => run('previous-frame')}
          />
          <ControlButton
            name={texts.media.nextFrame}
            keys="."
            icon={<RightOutlined />}
            testId="media-frame-forward"
            isDisabled={!isReady}
            onClick={() => run('next-frame')}
          />
        </>
      )}
    </>
  );
}

function RateSelect({ state, setRate }: ControlsProps) {
  const texts = useTexts();
  return (
    <select
      className="media-rate figures"
      aria-label={texts.media.speed}
      value={state.rate}
      data-testid="media-rate"
      onChange={(event) => setRate(Number(event.target.value))}
    >
      {RATES.map((rate) => (
        <option key={rate} value={rate}>
          {texts.media.speedOf(rate)}
        </option>
      ))}
    </select>
  );
}

function Volume({ state, run, setVolume }: ControlsProps) {
  const texts = useTexts();
  const isSilent = state.isMuted || state.volume === 0;
  return (
    <span className="row" style={{ gap: 2 }}>
      <ControlButton
        name={isSilent ? texts.media.unmute : texts.media.mute}
        keys="M"
        icon={isSilent ? <MutedOutlined /> : <SoundOutlined />}
        testId="media-mute"
        isPressed={state.isMuted}
        onClick={() => run('mute')}
      />
      <input
        type="range"
        className="media-volume"
        min={0}
        max={1}
        step={0.05}
        value={state.isMuted ? 0 : state.volume}
        aria-label={texts.media.volume}
        data-testid="media-volume"
        onChange={(event) => setVolume(Number(event.target.value))}
      />
    </span>
  );
}

function KeysHelp() {
  const texts = useTexts();
  return (
    <Popover
      trigger={['click']}
      placement="topRight"
      content={
        <dl className="fact-list" data-testid="media-key-list">
          {texts.media.keyList.map(([keys, what]) => (
            <div key={keys} style={{ display: 'contents' }}>
              <dt className="code">{keys}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      }
    >
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={texts.media.keys}
        data-testid="media-keys"
      />
    </Popover>
  );
}

function ControlButton(props: {
  name: string;
  keys: string;
  icon: ReactNode;
  testId: string;
  isDisabled?: boolean;
  isPressed?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip title={props.name}>
      <Button
        type="text"
        icon={props.icon}
        aria-label={props.name}
        aria-keyshortcuts={props.keys}
        {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
        disabled={props.isDisabled === true}
        data-testid={props.testId}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}
