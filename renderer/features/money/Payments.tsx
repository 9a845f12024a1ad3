import { Button } from 'antd';
import { recordsOf } from '../../../core/cases/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { LocalTime, UntrustedText } from '../../ui/index.ts';
import { useOpenCase } from '../cases/index.ts';

/** Payments that were taken over, each of which can be taken back. */
export function Payments() {
  const { money: words } = useTexts();
  const { view, isLocked, note } = useOpenCase();
  const payments = recordsOf(
    view.records.map(({ record }) => record),
    'payment',
  );
  return (
    <section className="stack" aria-label={words.payments} data-testid="money-payments">
      <h2>{words.payments}</h2>
      {payments.length === 0 && <p className="secondary">{words.noPayments}</p>}
      {payments.map((payment) => (
        <div key={payment.id} className="row row-wrap figures" data-testid={`payment-${payment.id}`}>
          <LocalTime iso={payment.atUtc} />
          <strong>{formatMoney(payment.amountFen)}</strong>
          <span>{words.roles[payment.role]}</span>
          <span className="code grow">
            <UntrustedText text={payment.transactionNumber} />
          </span>
          {payment.refundedFen > 0 && <span>{words.refunded(formatMoney(payment.refundedFen))}</span>}
          <Button
            size="small"
            type="text"
            danger
            disabled={isLocked}
            aria-label={words.withdrawNamed(payment.transactionNumber)}
            data-testid={`payment-${payment.id}-withdraw`}
            onClick={() => void note([], [{ kind: 'payment', id: payment.id }])}
          >
            {words.withdraw}
          </Button>
        </div>
      ))}
    </section>
  );
}
