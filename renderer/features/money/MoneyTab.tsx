import type { CaseView } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';

/** What a tab of the order's page is given. */
export interface MoneyTabProps {
  readonly orderId: OrderId;
  readonly view: CaseView;
  /** Reads the case again after something was written. */
  readonly onChanged: () => void;
}

export function MoneyTab({ view }: MoneyTabProps) {
  return <div>{view.records.length}</div>;
}
