import { Modal, type ModalProps } from 'antd';
import { useEffect, useState } from 'react';

/** A dialog that is open while it is there, and gives the focus back to where it was. */
export function Dialog(props: Omit<ModalProps, 'open'>) {
  const [focusedBefore] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (focusedBefore instanceof HTMLElement && focusedBefore.isConnected) {
        focusedBefore.focus({ preventScroll: true });
      }
    },
    [focusedBefore],
  );
  return <Modal {...props} open focusable={{ focusTriggerAfterClose: false }} />;
}
