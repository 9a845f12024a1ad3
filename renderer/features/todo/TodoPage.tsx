import { CalendarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { TodoEntry } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useNavigation } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { EmptyState, FailureNotice, UntrustedText, useReport } from '../../ui/index.ts';
import { Statistics } from './Statistics.tsx';
import { useTodo } from './use-todo.ts';

const urgencies = ['overdue', 'today', 'soon', 'later'] as const;

/** 待办: what is to be done in all orders, by urgency, and how one's own cases went. */
export function TodoPage() {
  const texts = useTexts();
  const { value, failure, refresh } = useTodo();
  if (value === undefined) {
    return failure === undefined ? (
      <div className="empty-state secondary">{texts.app.loading}</div>
    ) : (
      <FailureNotice failure={failure} onRetry={refresh} />
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reached by keyboard
    <div className="page-single stack" style={{ gap: 16 }} data-testid="todo" tabIndex={0}>
      <div className="row">
        <h1 className="grow">{texts.todo.title}</h1>
        <CalendarButton />
      </div>
      {value.entries.length === 0 && (
        <EmptyState title={texts.todo.empty} text={texts.todo.emptyText} testId="todo-empty" />
      )}
      {urgencies.map((urgency) => (
        <Group
          key={urgency}
          urgency={urgency}
          entries={value.entries.filter((entry) => entry.urgency === urgency)}
        />
      ))}
      {value.statistics.caseCount > 0 && <Statistics statistics={value.statistics} />}
    </div>
  );
}

function CalendarButton() {
  const { todo: words } = useTexts();
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const answer = await report.settled(client().cases.exportCalendar());
    if (answer?.value.isSaved === true) report.done(words.calendarSaved);
  };
  return (
    <Button
      icon={<CalendarOutlined />}
      loading={isBusy}
      data-testid="todo-calendar"
      onClick={() => {
        setBusy(true);
        void save().finally(() => setBusy(false));
      }}
    >
      {words.calendar}
    </Button>
  );
}

function Group({ urgency, entries }: { urgency: TodoEntry['urgency']; entries: readonly TodoEntry[] }) {
  const { todo: words } = useTexts();
  if (entries.length === 0) return null;
  return (
    <section aria-label={words.urgency[urgency]} data-testid={`todo-${urgency}`}>
      <h2>
        {words.urgency[urgency]} <span className="tertiary figures">{entries.length}</span>
      </h2>
      <ul className="todo-list">
        {entries.map((entry) => (
          <li key={`${entry.orderId} ${entry.code} ${entry.text}`}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: TodoEntry }) {
  const { todo: words, progress } = useTexts();
  const { go } = useNavigation();
  return (
    <button
      type="button"
      className={`todo-entry todo-${entry.urgency}`}
      data-testid={`todo-entry-${entry.orderId}`}
      onClick={() => go({ name: 'order', orderId: entry.orderId })}
    >
      <span>
        <span>{entry.text}</span>
        <br />
        <span className="secondary">
          <UntrustedText text={entry.merchant} /> · <UntrustedText text={entry.product} />
        </span>
      </span>
      <span className="amber">{entry.gapsLeft > 0 && words.gaps(entry.gapsLeft)}</span>
      <span className="figures" style={{ textAlign: 'right' }}>
        {entry.daysLeft !== null && progress.daysLeft(entry.daysLeft)}
        <br />
        <span className="secondary">{entry.dueDay !== null && words.due(entry.dueDay)}</span>
      </span>
    </button>
  );
}
