import { Modal, type ModalProps } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';

/** Marks the field of a dialog that is typed into first: `<Input {...focusedFirst} />`. */
export const focusedFirst = { autoFocus: true, 'data-focused-first': true };

/**
 * Does what Enter stands for in the last field. The key goes no further: the dialog may be gone by then, and the button that
 * has the focus again would be pressed by it.
 */
export function onEnter(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}

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
