import type { OutputOf, TodoEntry } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { type Query, useLatest, useQuery } from '../../hooks/index.ts';

/** What is to be done in all orders, the most urgent first; asked again after every write. */
export function useTodo(): Query<OutputOf<'cases', 'listTodo'>> {
  const query = useQuery('todo', () => client().cases.listTodo());
  return { ...query, value: useLatest(query.value) };
}

/** Whether it cannot wait: overdue, today, in a few days. */
export function isUrgent({ urgency }: Pick<TodoEntry, 'urgency'>): boolean {
  return urgency !== 'later';
}
