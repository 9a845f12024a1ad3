import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CaseRecordName } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, focusedFirst } from '../../ui/index.ts';
import { useOpenCase } from './use-open-case.tsx';

interface RecordDialogProps {
  readonly title: string;
  readonly testId: string;
  readonly width: number;
  /** The record as it was written before, which can be taken back. */
  readonly written: CaseRecordName | undefined;
  onSave(): void;
  onClose(): void;
  readonly children: ReactNode;
}

/** A dialog about one record: keep, give up, take back. */
export function RecordDialog(props: RecordDialogProps) {
  const texts = useTexts();
  const { isLocked } = useOpenCase();
  return (
    <Dialog
      width={props.width}
      title={props.title}
      centered
      mask={{ closable: false }}
      styles={{ body: { maxHeight: 'calc(100vh - 170px)', overflowY: 'auto', paddingInline: 4 } }}
      onCancel={props.onClose}
      footer={
        <div className="row">
          {props.written !== undefined && (
            <TakeBack record={props.written} testId={props.testId} onDone={props.onClose} />
          )}
          <span className="grow" />
          <Button data-testid={`${props.testId}-cancel`} onClick={props.onClose}>
            {texts.app.cancel}
          </Button>
          <Button
            type="primary"
            disabled={isLocked}
            data-testid={`${props.testId}-save`}
            onClick={props.onSave}
          >
            {texts.app.save}
          </Button>
        </div>
      }
    >
      <div data-testid={props.testId}>{props.children}</div>
    </Dialog>
  );
}

function TakeBack(props: { record: CaseRecordName; testId: string; onDone: () => void }) {
  const { story: words } = useTexts().cases;
  const { isLocked, note } = useOpenCase();
  const [isAsking, setAsking] = useState(false);
  const withdraw = async () => {
    if (await note([], [props.record])) props.onDone();
  };
  if (!isAsking) {
    return (
      <Button
        type="text"
        danger
        disabled={isLocked}
        data-testid={`${props.testId}-withdraw`}
        onClick={() => setAsking(true)}
      >
        {words.withdraw}
      </Button>
    );
  }
  return (
    <div className="row take-back" role="alert">
      <Button
        danger
        {...focusedFirst}
        data-testid={`${props.testId}-withdraw-confirm`}
        onClick={() => void withdraw()}
      >
        {words.withdraw}
      </Button>
      <span className="secondary">{words.withdrawHint}</span>
    </div>
  );
}
