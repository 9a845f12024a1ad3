import { SolutionOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useAppState, useSession } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { SessionDialog } from './SessionDialog.tsx';

/** 取证会话: opens the start of one; while one is open the bar below steers it. */
export function SessionButton() {
  const { session: words } = useTexts().session;
  const { lockerProblem } = useAppState().state;
  const { phase } = useSession();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={isOpen ? '' : phase === 'none' ? words.title : words.open}>
        <Button
          icon={<SolutionOutlined />}
          disabled={lockerProblem !== null || phase !== 'none'}
          aria-label={words.button}
          aria-haspopup="dialog"
          data-testid="session-button"
          onClick={() => setOpen(true)}
        >
          <span className="top-bar-word">{words.button}</span>
        </Button>
      </Tooltip>
      {isOpen && <SessionDialog onClose={() => setOpen(false)} />}
    </>
  );
}
