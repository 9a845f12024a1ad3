import type { CustodyEvent } from '../../../core/contract/index.ts';
import { isEvidenceKind } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { useLatest, useQuery } from '../../hooks/index.ts';
import { type Texts, useTexts } from '../../locales/index.ts';
import { LocalTime, UntrustedText } from '../../ui/index.ts';
import { kindName } from './describe.ts';

/** Everything that happened to an item since it was sealed, oldest first, as the ledger has it. */
export function ItemHistory({ itemId }: { itemId: string }) {
  const texts = useTexts();
  const query = useQuery(`item ${itemId}`, () => client().evidence.get({ itemId }));
  const orders = useQuery('order-names', () =>
    client().orders.list({ search: '', sortBy: 'added', isDescending: false, includeArchived: true }),
  );
  const history = useLatest(query.value)?.history ?? [];
  const names = new Map(
    (orders.value?.orders ?? []).map((order) => [order.id, `${order.facts.merchant} #${order.facts.number}`]),
  );
  return (
    <div className="stack" data-testid="item-history">
      <h3>{texts.facts.history}</h3>
      <span className="tertiary">{texts.facts.historyHint}</span>
      <ol className="custody">
        {history.map((event) => (
          <li key={event.seq}>
            <div>
              {eventName(event, texts)} <EventDetail event={event} names={names} />
            </div>
            <div className="tertiary figures">
              <LocalTime iso={event.atUtc} /> · #{event.seq}
              {event.by !== null && <> · {actorName(event.by, texts)}</>}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function EventDetail({ event, names }: { event: CustodyEvent; names: ReadonlyMap<string, string> }) {
  const texts = useTexts();
  const { detail } = event;
  if (detail === null || event.event === 'sealed') return null;
  if (event.event === 'labelled' && isEvidenceKind(detail)) return <strong>{kindName(detail, texts)}</strong>;
  if (event.event === 'assigned') return <UntrustedText text={names.get(detail) ?? detail} />;
  if (event.event === 'transcribed') return null;
  if (event.event === 'exported') return <span className="code">{detail.slice(0, 16)}…</span>;
  return <UntrustedText text={detail} isMultiline />;
}

function eventName(event: CustodyEvent, texts: Texts): string {
  if (event.event === 'assigned' && event.detail === null) return texts.facts.events.unassigned;
  if (event.event === 'labelled' && event.detail === null) return texts.facts.events.unlabelled;
  if (event.event === 'call-described' && event.detail === null)
    return texts.facts.events['call-undescribed'];
  if (event.event === 'transcribed' && event.detail === null) return texts.facts.events.untranscribed;
  return texts.facts.events[event.event];
}

function actorName(by: string, texts: Texts): string {
  return Object.hasOwn(texts.facts.by, by) ? texts.facts.by[by as keyof Texts['facts']['by']] : by;
}
