import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTexts } from '../locales/index.ts';
import { copyText } from './copy-text.ts';

const SHOWN_MS = 1500;

/** Copies a text as it is, unescaped, and says so. `what` names it for those who cannot see where the button stands. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const texts = useTexts();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Tooltip title={isCopied ? texts.app.copied : texts.app.copyNamed(what)}>
      <Button
        type="text"
        className="copy-button"
        aria-label={isCopied ? texts.app.copied : texts.app.copyNamed(what)}
        icon={isCopied ? <CheckOutlined /> : <CopyOutlined />}
        onClick={(event) => {
          event.stopPropagation();
          setCopied(copyText(text));
        }}
      />
    </Tooltip>
  );
}
