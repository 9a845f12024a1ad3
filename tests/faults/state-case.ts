import type { LockerEngine } from '../../electron/locker/engine/engine.ts';
import { fact, noting } from '../integration/locker/case-samples.ts';
import { orderFacts } from '../integration/locker/samples.ts';

// What is said, a line each: stating ORDER · stated ORDER · restated ORDER · refused CODE

const [first, second] = [fact(1), fact(2)];
const changed = fact(1, { text: '改过' });

/** States two facts of a new order at once, and then, at once, changes one and takes the other back. */
export function stateCase({ orders, cases }: LockerEngine, say: (line: string) => void): void {
  const order = orders.add(orderFacts());
  if (!order.ok) {
    say(`refused ${order.error.code}`);
    return;
  }
  const orderId = order.value.id;
  say(`stating ${orderId}`);
  const stated = cases.noteCase(orderId, noting(first, second));
  say(stated.ok ? `stated ${orderId}` : `refused ${stated.error.code}`);
  if (!stated.ok) return;
  const restated = cases.noteCase(orderId, { noted: [changed], withdrawn: [second] });
  say(restated.ok ? `restated ${orderId}` : `refused ${restated.error.code}`);
}

/** Changes of which only a part is there, and acknowledged ones that are not. */
export function caseViolations(
  { cases }: LockerEngine,
  said: (word: string) => readonly (readonly string[])[],
): readonly string[] {
  const told = (word: string) => new Set(said(word).map(([, orderId]) => orderId));
  const [stated, restated] = [told('stated'), told('restated')];
  return said('stating').flatMap(([, orderId = '']) => {
    const records = cases.caseRecords(orderId);
    const texts = records?.map(({ record }) => (record.kind === 'fact' ? record.text : '?')).join(' / ');
    const atLeast = restated.has(orderId) ? 2 : stated.has(orderId) ? 1 : 0;
    const stages = ['', `${first.text} / ${second.text}`, changed.text];
    return stages.slice(atLeast).some((stage) => stage === texts)
      ? []
      : [`the case of ${orderId} is ${texts ?? 'lost'} after change ${atLeast}`];
  });
}
