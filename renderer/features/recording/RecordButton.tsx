import { VideoCameraOutlined } from '@ant-design/icons';
import { Button, Popover, Tooltip } from 'antd';
import { useRef, useState } from 'react';
import { useAppState, useEvent } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { activeKeys, Keys } from '../../ui/index.ts';
import { RecordPanel } from './RecordPanel.tsx';
import type { Target } from './sources.ts';
import './recording.css';

/** 录屏: opens the choice of what to record. */
export function RecordButton() {
  const texts = useTexts();
  const { state } = useAppState();
  const [isOpen, setOpen] = useState(false);
  const [isShown, setShown] = useState(false);
  const [target, setTarget] = useState<Target>({ mode: 'screen', displayId: null, windowId: null });
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEvent('recordingChanged', ({ phase }) => {
    if (phase === 'recording') setOpen(false);
  });
  return (
    <Popover
      open={isOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      onOpenChange={setOpen}
      afterOpenChange={setShown}
      content={<RecordPanel isShown={isShown} target={target} onTarget={setTarget} onClose={close} />}
    >
      <Tooltip title={isOpen ? '' : <Keys accelerator={activeKeys(state.hotkeys, 'record')} />}>
        <Button
          ref={button}
          icon={<VideoCameraOutlined />}
          disabled={state.lockerProblem !== null}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          data-testid="record"
        >
          {texts.capture.record}
        </Button>
      </Tooltip>
    </Popover>
  );
}
