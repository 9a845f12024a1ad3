import type { InputOf } from '../../../core/contract/index.ts';
import { domainOf } from './domain.ts';

/** How a session is bracketed from below. */
export type Way = 'none' | 'newest-timestamp' | 'pasted';

/** The form as it stands. */
export interface SessionDraft {
  readonly orderId: string | null;
  readonly typedDomain: string;
  readonly isEnvironmentChecked: boolean;
  readonly way: Way;
  readonly value: string;
}

/** What a session is started with; undefined while something does not fit. */
export function sessionRequest(draft: SessionDraft): InputOf<'session', 'start'> | undefined {
  const domain = domainOf(draft.typedDomain);
  const text = draft.value.trim();
  if (domain === undefined || (draft.way === 'pasted' && text === '')) return undefined;
  const { orderId, isEnvironmentChecked, way } = draft;
  return { orderId, domain, isEnvironmentChecked, notBefore: way === 'pasted' ? { text } : way };
}
