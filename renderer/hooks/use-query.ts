import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventName } from '../../core/contract/index.ts';
import type { Result } from '../../core/result.ts';
import { type AnyFailure, client, settle } from '../client.ts';

/** What is known of an answer: the last value stays while a newer one is fetched. */
export interface Query<Value> {
  readonly value: Value | undefined;
  readonly failure: AnyFailure | undefined;
  readonly isLoading: boolean;
  refresh(): void;
}

const afterAnyWrite: readonly EventName[] = ['ledgerAdvanced'];

/**
 * Asks whenever `key` changes and whenever one of the events says that the answer may have changed. Answers that were
 * overtaken by a newer question are dropped. While one is being fetched, further events lead to one more fetch, not many:
 * an import of thousands of files cannot flood the main process.
 */
export function useQuery<Value>(
  key: string,
  ask: () => Promise<Result<Value, string>>,
  refreshOn: readonly EventName[] = afterAnyWrite,
): Query<Value> {
  const [answer, setAnswer] = useState<{ key: string; value?: Value; failure?: AnyFailure }>({ key: '' });
  const askRef = useRef(ask);
  askRef.current = ask;
  const turn = useRef({ current: 0, isBusy: false, isDirty: false });

  const fetch = useCallback(async (forKey: string) => {
    const state = turn.current;
    state.current += 1;
    const mine = state.current;
    state.isBusy = true;
    const result = await settle(askRef.current());
    if (mine !== state.current) return;
    state.isBusy = false;
    if (result.ok) setAnswer({ key: forKey, value: result.value });
    else setAnswer((last) => withFailure(last, forKey, result.error));
    if (state.isDirty) {
      state.isDirty = false;
      void fetch(forKey);
    }
  }, []);

  const refresh = useCallback(() => {
    if (turn.current.isBusy) turn.current.isDirty = true;
    else void fetch(key);
  }, [fetch, key]);

  useEffect(() => {
    turn.current.isDirty = false;
    void fetch(key);
  }, [fetch, key]);

  useEffect(() => {
    const stops = refreshOn.map((name) => client().on(name, refresh));
    return () => {
      for (const stop of stops) stop();
    };
  }, [refreshOn, refresh]);

  const isCurrent = answer.key === key;
  return {
    value: isCurrent ? answer.value : undefined,
    failure: isCurrent ? answer.failure : undefined,
    isLoading: !isCurrent,
    refresh,
  };
}

function withFailure<Value>(
  last: { key: string; value?: Value },
  key: string,
  failure: AnyFailure,
): { key: string; value?: Value; failure: AnyFailure } {
  return last.key === key && last.value !== undefined
    ? { key, value: last.value, failure }
    : { key, failure };
}
