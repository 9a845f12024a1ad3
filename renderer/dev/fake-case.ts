import type { CaseRecord, NotedRecord } from '../../core/cases/index.ts';
import type { Client } from '../../core/contract/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import { fail, ok } from '../../core/result.ts';
import { fakeTodo } from './fake-case-todo.ts';
import { fakeCaseView } from './fake-case-view.ts';
import type { FakeWorld } from './fake-main.ts';

type NoteAnswer = ReturnType<Client['cases']['note']>;

/** Cases of the fake: records in memory, and what follows from them in a very small way. */
export interface FakeCases {
  readonly client: Pick<Client, 'cases'>;
  note(orderId: OrderId, records: readonly CaseRecord[]): NoteAnswer;
}

/** Starts without records: the user states everything. */
export function fakeCases(world: FakeWorld): FakeCases {
  const known = new Map<OrderId, NotedRecord[]>();
  let seq = 400;
  const write: Client['cases']['note'] = async ({ orderId, noted, withdrawn }) => {
    const before = known.get(orderId) ?? [];
    const isNamed = (record: CaseRecord, names: readonly { kind: string; id: string }[]) =>
      names.some(({ kind, id }) => kind === record.kind && id === record.id);
    if (withdrawn.some(({ kind, id }) => !before.some(({ record }) => isNamed(record, [{ kind, id }])))) {
      return fail('CASE_RECORD_UNKNOWN', '这一条已经不在了。');
    }
    const records = noted.map((record) => {
      seq += 1;
      return { seq, atUtc: new Date().toISOString(), record };
    });
    const kept = before.filter(({ record }) => !isNamed(record, [...noted, ...withdrawn]));
    known.set(orderId, [...kept, ...records]);
    world.advance();
    return ok({ records });
  };
  return {
    note: (orderId, records) => write({ orderId, noted: [...records], withdrawn: [] }),
    client: {
      cases: {
        get: async ({ orderId, channel, scenario }) => {
          const order = world.contents.orders.find(({ id }) => id === orderId);
          if (order === undefined) return fail('ORDER_UNKNOWN', '找不到这个订单。');
          const items = world.contents.items.filter((item) => item.orderId === orderId);
          return ok(fakeCaseView({ order, items, records: known.get(orderId) ?? [], channel, scenario }));
        },
        note: write,
        listTodo: async () => ok(fakeTodo(world.contents.orders)),
        exportCalendar: async () => ok({ isSaved: true }),
      },
    },
  };
}
