import { App } from 'antd';
import { useMemo } from 'react';
import type { Result } from '../../core/result.ts';
import { type AnyFailure, settle } from '../client.ts';
import { failureText, useLocale, useTexts } from '../locales/index.ts';

/** How a command's outcome is told to the user. */
export interface Report {
  /** A quiet line at the top that goes away by itself. */
  done(text: string): void;
  /** A notice that stays until closed: what happened and what to do. */
  failed(failure: AnyFailure, title?: string): void;
  /** Waits for a command; a failure is shown and becomes `undefined`. */
  settled<Value>(call: Promise<Result<Value, string>>): Promise<{ readonly value: Value } | undefined>;
}

/** Reports outcomes in the window's language. Needs Ant Design's `App` above it. */
export function useReport(): Report {
  const { message, notification } = App.useApp();
  const texts = useTexts();
  const locale = useLocale();
  return useMemo(() => {
    const failed = (failure: AnyFailure, title?: string) => {
      const text = failureText(failure, texts, locale);
      notification.error({
        key: failure.code,
        title: title ?? text,
        description: title === undefined ? <code>{failure.code}</code> : `${text} (${failure.code})`,
        duration: 0,
        placement: 'topRight',
        role: 'alert',
      });
    };
    return {
      failed,
      done: (text) => {
        void message.success(text, 2);
      },
      settled: async (call) => {
        const result = await settle(call);
        if (result.ok) return { value: result.value };
        failed(result.error);
        return undefined;
      },
    };
  }, [message, notification, texts, locale]);
}
