import { FlagOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTexts } from '../../locales/index.ts';

/** 标记: a few words, or none; Enter keeps it. */
export function MarkButton({ onMark }: { onMark: (label: string) => void }) {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <Popover
      open={isOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      onOpenChange={setOpen}
      content={
        <MarkField
          onClose={close}
          onMark={(label) => {
            close();
            onMark(label);
          }}
        />
      }
    >
      <Button
        ref={button}
        icon={<FlagOutlined />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-testid="recording-mark"
      >
        {texts.recording.mark}
      </Button>
    </Popover>
  );
}

const MAX_LABEL_CHARACTERS = 200;

function MarkField({ onMark, onClose }: { onMark: (label: string) => void; onClose: () => void }) {
  const texts = useTexts();
  const [label, setLabel] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the writing of a Chinese word is not yet the end of the label.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onMark(label.trim());
    if (event.key === 'Escape') onClose();
  };
  return (
    <div className="stack mark-field">
      <Input
        autoFocus
        value={label}
        maxLength={MAX_LABEL_CHARACTERS}
        aria-label={texts.recording.markLabel}
        placeholder={texts.recording.markPlaceholder}
        data-testid="recording-mark-label"
        onChange={(event) => setLabel(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="tertiary record-hint">{texts.recording.markHint}</span>
    </div>
  );
}
