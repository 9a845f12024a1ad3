import { Fragment, type ReactNode } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import { formatMoney, type Order, type OrderFacts } from '../../../core/orders/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { CopyButton, LocalTime, UntrustedText } from '../../ui/index.ts';

type Fact = keyof OrderFacts;
type OrderChange = OutputOf<'orders', 'get'>['history'][number];

const shown: readonly Fact[] = [
  'platform',
  'merchant',
  'number',
  'product',
  'category',
  'amountFen',
  'paymentChannel',
  'transactionNumber',
  'orderedAtUtc',
  'paidAtUtc',
  'promiseMinutes',
  'promiseText',
  'status',
  'notes',
];
const copyable: ReadonlySet<Fact> = new Set([
  'platform',
  'merchant',
  'number',
  'product',
  'transactionNumber',
  'promiseText',
]);

/** All facts of an order, and every change of them. */
export function OrderFactsTab({ order, history }: { order: Order; history: readonly OrderChange[] }) {
  const texts = useTexts();
  return (
    <div className="order-facts">
      <section className="panel" aria-label={texts.orders.factsTitle}>
        <dl className="fact-list" data-testid="order-facts">
          {shown.map((fact) => {
            const value = order.facts[fact];
            return (
              <Fragment key={fact}>
                <dt>{texts.orders.facts[fact]}</dt>
                <dd>
                  <FactValue fact={fact} value={value} />
                  {copyable.has(fact) && typeof value === 'string' && value !== '' && (
                    <CopyButton text={value} what={texts.orders.facts[fact]} />
                  )}
                </dd>
              </Fragment>
            );
          })}
        </dl>
      </section>
      <OrderHistory history={history} />
    </div>
  );
}

function OrderHistory({ history }: { history: readonly OrderChange[] }) {
  const texts = useTexts();
  return (
    <section className="panel stack" aria-label={texts.orders.history} data-testid="order-history">
      <h2>{texts.orders.history}</h2>
      {history.length === 0 && <p className="secondary">{texts.orders.historyEmpty}</p>}
      <ol className="custody">
        {history.toReversed().map((change) => (
          <li key={`${change.seq} ${change.fact}`}>
            <div>
              {texts.orders.historyLine(factName(change.fact, texts))}
              <del className="tertiary">
                <FactValue fact={change.fact} value={change.from} />
              </del>
              {' → '}
              <FactValue fact={change.fact} value={change.to} />
            </div>
            <div className="tertiary figures">
              <LocalTime iso={change.atUtc} /> · #{change.seq}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A fact as people read it; what is not known is said so. */
function FactValue({ fact, value }: { fact: string; value: OrderChange['to'] }): ReactNode {
  const texts = useTexts();
  if (value === null || value === '') return <span className="tertiary">{texts.orders.unknown}</span>;
  if (fact === 'amountFen') return <span className="figures">{formatMoney(Number(value))}</span>;
  if (fact === 'orderedAtUtc' || fact === 'paidAtUtc') return <LocalTime iso={String(value)} withZone />;
  if (typeof value === 'boolean') return value ? texts.orders.yes : texts.orders.no;
  if (fact === 'promiseMinutes') return texts.orders.promiseDuration(Number(value));
  const chosen = choiceName(fact, String(value), texts);
  return chosen ?? <UntrustedText text={String(value)} isMultiline={fact === 'notes'} />;
}

function factName(fact: string, texts: Texts): string {
  const names: Readonly<Record<string, string>> = texts.orders.facts;
  return (Object.hasOwn(names, fact) ? names[fact] : undefined) ?? fact;
}

function choiceName(fact: string, value: string, texts: Texts): string | undefined {
  const { categories, statuses, paymentChannels } = texts.domain;
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    category: categories,
    status: statuses,
    paymentChannel: paymentChannels,
  };
  return names[fact]?.[value];
}
