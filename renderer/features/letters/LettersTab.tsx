import type { CaseView } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';

/** What a tab of the order's page is given. */
export interface LettersTabProps {
  readonly orderId: OrderId;
  readonly view: CaseView;
  /** Reads the case again after something was written. */
  readonly onChanged: () => void;
}

export function LettersTab({ view }: LettersTabProps) {
  return <div>{view.records.length}</div>;
}
