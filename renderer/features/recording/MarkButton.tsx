import { FlagOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Popover } from 'antd';
import { type KeyboardEvent, type Ref, useRef, useState } from 'react';
import { useTexts } from '../../locales/index.ts';

/** 标记: a few words, or none; Enter keeps it. */
export function MarkButton({ onMark }: { onMark: (label: string) => void }) {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<InputRef>(null);
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
      // Earlier it is in the page but hidden, and takes no focus.
      afterOpenChange={(isShown) => {
        if (isShown) field.current?.focus();
      }}
      content={
        <MarkField
          ref={field}
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

interface MarkFieldProps {
  readonly ref: Ref<InputRef>;
  onMark(label: string): void;
  onClose(): void;
}

function MarkField({ ref, onMark, onClose }: MarkFieldProps) {
  const texts = useTexts();
  const [label, setLabel] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the writing of a Chinese word is not yet the end of the label.
    if (event.nativeEvent.isComposing) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The focus moves to the button, which the same press would open again.
    event.preventDefault();
    if (event.key === 'Enter') onMark(label.trim());
    else onClose();
  };
  return (
    <div className="stack mark-field">
      <Input
        ref={ref}
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
