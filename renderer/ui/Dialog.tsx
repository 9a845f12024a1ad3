import { Modal, type ModalProps } from 'antd';
import { useEffect, useState } from 'react';

/** Marks the field of a dialog that is typed into first: `<Input {...focusedFirst} />`. */
export const focusedFirst = { autoFocus: true, 'data-focused-first': true };

/** A dialog that is open while it is there: focus goes to its first field, and back to where it was afterwards. */
export function Dialog(props: Omit<ModalProps, 'open' | 'afterOpenChange'>) {
  const [focusedBefore] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (focusedBefore instanceof HTMLElement && focusedBefore.isConnected) {
        focusedBefore.focus({ preventScroll: true });
      }
    },
    [focusedBefore],
  );
  return (
    <Modal
      {...props}
      open
      focusable={{ focusTriggerAfterClose: false }}
      afterOpenChange={(isOpen) => {
        // Without motion Ant Design puts the focus on the close button, after `autoFocus` has been honoured. Whoever
        // types already keeps the field: text must never land in another one.
        if (!isOpen || isTyping()) return;
        document.querySelector<HTMLElement>('.ant-modal [data-focused-first]')?.focus();
      }}
    />
  );
}

function isTyping(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
}
