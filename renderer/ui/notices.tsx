import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { AnyFailure } from '../client.ts';
import { failureText, useLocale, useTexts } from '../locales/index.ts';

/** A place with nothing in it yet: what belongs here and what to do next. */
export function EmptyState(props: { title: string; text: string; children?: ReactNode; testId?: string }) {
  return (
    <div className="empty-state" data-testid={props.testId}>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

/** A question that was not answered: why, and a way to ask again. */
export function FailureNotice({ failure, onRetry }: { failure: AnyFailure; onRetry: () => void }) {
  const texts = useTexts();
  const locale = useLocale();
  return (
    <div className="empty-state" role="alert" data-testid="failure-notice">
      <p>{failureText(failure, texts, locale)}</p>
      <code className="tertiary">{failure.code}</code>
      <Button onClick={onRetry}>{texts.app.retry}</Button>
    </div>
  );
}

/** Work that failed, where it was started: what happened and what to do. */
export function FailedLine({ failure }: { failure: AnyFailure }) {
  const texts = useTexts();
  const locale = useLocale();
  return (
    <p className="failed-line" role="alert" data-testid="failed-line">
      {failureText(failure, texts, locale)} <code>{failure.code}</code>
    </p>
  );
}
