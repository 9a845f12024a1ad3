import { LoadingOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useAppState, useJob } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { EnvironmentDialog } from './EnvironmentDialog.tsx';
import { CHECK } from './use-environment.ts';

/** 环境检查: opens what it looks at, and its last result; shows that one is running. */
export function EnvironmentButton() {
  const { environment: words } = useTexts().session;
  const { lockerProblem } = useAppState().state;
  const [isOpen, setOpen] = useState(false);
  const { jobId, progress } = useJob(CHECK);
  const isRunning = jobId !== undefined && (progress?.state ?? 'running') === 'running';
  const name = isRunning ? words.running : words.button;
  return (
    <>
      <Tooltip title={isOpen ? '' : words.title}>
        <Button
          // Not `loading`: a button that loads cannot be pressed, and this one shows how far it is.
          icon={isRunning && !isOpen ? <LoadingOutlined /> : <SafetyCertificateOutlined />}
          disabled={lockerProblem !== null}
          aria-label={name}
          aria-haspopup="dialog"
          data-testid="environment-check"
          onClick={() => setOpen(true)}
        >
          <span className="top-bar-word">{words.button}</span>
        </Button>
      </Tooltip>
      {isOpen && <EnvironmentDialog onClose={() => setOpen(false)} />}
    </>
  );
}
