import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../locales/index.ts';
import { Dialog, focusedFirst } from '../../ui/index.ts';

/** What the contract takes. */
const LONGEST_REASON = 400;

interface RemoveDialogProps {
  readonly count: number;
  onRemove(reason: string): void;
  onClose(): void;
}

/** Says exactly what a removal does; the button works only once it was said to be understood. */
export function RemoveDialog({ count, onRemove, onClose }: RemoveDialogProps) {
  const { removal } = useTexts().proof;
  const [reason, setReason] = useState('');
  const [isUnderstood, setUnderstood] = useState(false);
  return (
    <Dialog
      title={removal.title(count)}
      width={520}
      onCancel={onClose}
      footer={
        <>
          <Button {...focusedFirst} data-testid="remove-keep" onClick={onClose}>
            {removal.keep}
          </Button>
          <Button
            danger
            type="primary"
            disabled={!isUnderstood}
            data-testid="remove-confirm"
            onClick={() => onRemove(reason.trim())}
          >
            {removal.confirm(count)}
          </Button>
        </>
      }
    >
      <div className="stack" style={{ gap: 12 }} data-testid="remove-dialog">
        <ul className="removal-points">
          {removal.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <p className="tertiary">{removal.limits}</p>
        <Input
          aria-label={removal.reason}
          placeholder={removal.reason}
          maxLength={LONGEST_REASON}
          value={reason}
          data-testid="remove-reason"
          onChange={(event) => setReason(event.target.value)}
        />
        <Checkbox
          checked={isUnderstood}
          data-testid="remove-understood"
          onChange={(event) => setUnderstood(event.target.checked)}
        >
          {removal.understood}
        </Checkbox>
      </div>
    </Dialog>
  );
}
