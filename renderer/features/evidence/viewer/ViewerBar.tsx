import {
  CloseOutlined,
  InfoCircleOutlined,
  LeftOutlined,
  MinusOutlined,
  PlusOutlined,
  RightOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Item } from '../../../../core/evidence/index.ts';
import { useTexts } from '../../../locales/index.ts';
import { LocalTime } from '../../../ui/index.ts';
import { isMedia } from '../../media/index.ts';
import { kindName } from '../describe.ts';
import type { Evidence } from '../use-evidence.ts';
import type { Zoom } from './use-zoom.ts';

interface ViewerBarProps {
  readonly evidence: Evidence;
  readonly item: Item;
  readonly at: number;
  readonly zoom: Zoom;
  readonly isPanelOpen: boolean;
  onPanel(): void;
  onTurn(step: number): void;
  onClose(): void;
}

/** Where we are, how large, and the way out. */
export function ViewerBar(props: ViewerBarProps) {
  const texts = useTexts();
  const { item, at, evidence } = props;
  const count = evidence.items.length;
  return (
    <header className="viewer-bar">
      <IconButton
        name={texts.viewer.previous}
        icon={<LeftOutlined />}
        testId="viewer-previous"
        isDisabled={at <= 0}
        onClick={() => props.onTurn(-1)}
      />
      <IconButton
        name={texts.viewer.next}
        icon={<RightOutlined />}
        testId="viewer-next"
        isDisabled={at >= count - 1}
        onClick={() => props.onTurn(1)}
      />
      <span className="secondary figures" data-testid="viewer-position" aria-live="polite">
        {texts.viewer.position(at + 1, count)}
      </span>
      <strong className="ellipsis grow viewer-title">
        {kindName(item.kind, texts)} · <LocalTime iso={item.capturedAtUtc} />
      </strong>
      {!isMedia(item) && <ZoomButtons zoom={props.zoom} />}
      <Button
        type={props.isPanelOpen ? 'default' : 'text'}
        icon={<InfoCircleOutlined />}
        aria-pressed={props.isPanelOpen}
        data-testid="viewer-panel-toggle"
        onClick={props.onPanel}
      >
        {texts.viewer.panel}
      </Button>
      <IconButton
        name={texts.app.close}
        icon={<CloseOutlined />}
        testId="viewer-close"
        onClick={props.onClose}
      />
    </header>
  );
}

function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const texts = useTexts();
  const percent =
    zoom.view === undefined ? undefined : Math.round(zoom.view.scale * window.devicePixelRatio * 100);
  return (
    <div className="row" style={{ gap: 2 }}>
      <IconButton
        name={texts.viewer.zoomOut}
        icon={<MinusOutlined />}
        testId="viewer-zoom-out"
        onClick={zoom.zoomOut}
      />
      <span className="figures viewer-percent" data-testid="viewer-zoom">
        {percent !== undefined && texts.viewer.zoom(percent)}
      </span>
      <IconButton
        name={texts.viewer.zoomIn}
        icon={<PlusOutlined />}
        testId="viewer-zoom-in"
        onClick={zoom.zoomIn}
      />
      <Button type="text" data-testid="viewer-actual" onClick={zoom.actual}>
        {texts.viewer.actual}
      </Button>
      <Button type="text" aria-pressed={zoom.isFit} data-testid="viewer-fit" onClick={zoom.fit}>
        {texts.viewer.fit}
      </Button>
    </div>
  );
}

function IconButton(props: {
  name: string;
  icon: ReactNode;
  testId: string;
  isDisabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip title={props.name}>
      <Button
        type="text"
        icon={props.icon}
        aria-label={props.name}
        disabled={props.isDisabled === true}
        data-testid={props.testId}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}
