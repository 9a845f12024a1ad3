import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps, Space } from 'antd';
import { captureModes, type EvidenceKind } from '../../../core/evidence/index.ts';
import { useRecording } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { kindName } from '../evidence/index.ts';
import { wayOf } from './needs.ts';
import type { GuidedCapture } from './use-guided-capture.ts';
import { useOpenCase } from './use-open-case.tsx';

interface CaptureNowProps {
  readonly kind: EvidenceKind;
  /** What is to be done first stands out. */
  readonly isNext: boolean;
  readonly guided: GuidedCapture;
  /** Where a bill is imported. */
  onBills(): void;
}

/** 现在去截: the usual way with one press, the other ways behind an arrow. */
export function CaptureNow({ kind, isNext, guided, onBills }: CaptureNowProps) {
  const texts = useTexts();
  const { isLocked } = useOpenCase();
  const { guided: words } = texts.cases;
  const way = wayOf(kind);
  const name = kindName(kind, texts);
  const labels = { capture: words.captureNow, record: words.recordNow, import: words.importNow };
  const start = () => {
    if (kind === 'E16') onBills();
    else if (way === 'record') guided.record(kind);
    else if (way === 'import') guided.importFile(kind);
    else guided.capture(kind, 'screen', 0);
  };
  const isDisabled = isLocked || guided.busyKind !== undefined;
  return (
    <Space.Compact>
      <Button
        size="small"
        type={isNext ? 'primary' : 'default'}
        disabled={isDisabled}
        aria-label={`${labels[way]} ${name}`}
        data-testid={`case-capture-${kind}`}
        onClick={start}
      >
        {labels[way]}
      </Button>
      <Dropdown trigger={['click']} disabled={isDisabled} menu={useOtherWays(kind, guided)}>
        <Button
          size="small"
          type={isNext ? 'primary' : 'default'}
          icon={<DownOutlined style={{ fontSize: 10 }} />}
          aria-label={`${words.more} ${name}`}
          data-testid={`case-capture-${kind}-more`}
        />
      </Dropdown>
    </Space.Compact>
  );
}

function useOtherWays(kind: EvidenceKind, guided: GuidedCapture): MenuProps {
  const texts = useTexts();
  const { guided: words } = texts.cases;
  const isRecording = useRecording().phase !== 'idle';
  const option = (key: string, label: string, onClick: () => void, disabled = false) => ({
    key,
    disabled,
    label: <span data-testid={`case-capture-${kind}-${key}`}>{label}</span>,
    onClick,
  });
  return {
    items: [
      ...captureModes.map((mode) => option(mode, texts.capture[mode], () => guided.capture(kind, mode, 0))),
      option('delayed', words.after, () => guided.capture(kind, 'screen', 5)),
      option('record', texts.capture.record, () => guided.record(kind), isRecording),
      option('import', words.importFile, () => guided.importFile(kind)),
    ],
  };
}
