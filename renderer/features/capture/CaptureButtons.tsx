import { ClockCircleOutlined, ExpandOutlined, LaptopOutlined, SelectOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CaptureMode, captureModes } from '../../../core/evidence/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { activeKeys, Keys } from '../../ui/index.ts';
import { type CaptureDelay, captureDelays, useCapture } from './use-capture.ts';

const icons: Readonly<Record<CaptureMode, ReactNode>> = {
  screen: <LaptopOutlined />,
  window: <ExpandOutlined />,
  region: <SelectOutlined />,
};

/** The three captures and the delay that applies to them. */
export function CaptureButtons() {
  const texts = useTexts();
  const { state } = useAppState();
  const { isBusy, take } = useCapture();
  const [delaySeconds, setDelaySeconds] = useState<CaptureDelay>(0);
  const isDisabled = isBusy || state.lockerProblem !== null;
  return (
    <Space.Compact>
      {captureModes.map((mode) => (
        <Tooltip key={mode} title={<Keys accelerator={activeKeys(state.hotkeys, mode)} />}>
          <Button
            icon={icons[mode]}
            disabled={isDisabled}
            data-testid={`capture-${mode}`}
            onClick={() => void take(mode, delaySeconds)}
          >
            {texts.capture[mode]}
          </Button>
        </Tooltip>
      ))}
      <DelayMenu value={delaySeconds} onChange={setDelaySeconds} />
    </Space.Compact>
  );
}

function DelayMenu({ value, onChange }: { value: CaptureDelay; onChange: (delay: CaptureDelay) => void }) {
  const texts = useTexts();
  const name = (delay: CaptureDelay) =>
    delay === 0 ? texts.capture.delayNone : texts.capture.delaySeconds(delay);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [String(value)],
        items: captureDelays.map((delay) => ({
          key: String(delay),
          label: <span data-testid={`capture-delay-${delay}`}>{name(delay)}</span>,
          onClick: () => onChange(delay),
        })),
      }}
    >
      <Button
        icon={<ClockCircleOutlined />}
        data-testid="capture-delay"
        aria-label={`${texts.capture.delay} ${name(value)}`}
      >
        {value === 0 ? undefined : name(value)}
      </Button>
    </Dropdown>
  );
}
