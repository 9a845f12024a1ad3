import { Button, Input, Tabs } from 'antd';
import { useState } from 'react';
import type { RulesView } from '../../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, FailureNotice, useReport } from '../../ui/index.ts';
import { RuleList } from './RuleList.tsx';
import { ruleEntries, ruleSections, searchEntries } from './rule-entries.ts';

/** 规则库: what every judgement rests on. */
export function RulesPage() {
  const texts = useTexts();
  const query = useQuery('rules', () => client().rules.getBook());
  const [changed, setChanged] = useState<RulesView>();
  const view = changed ?? query.value;
  if (view !== undefined) return <Rules view={view} onView={setChanged} />;
  if (query.failure !== undefined) return <FailureNotice failure={query.failure} onRetry={query.refresh} />;
  return <div className="empty-state secondary">{texts.app.loading}</div>;
}

function Rules({ view, onView }: { view: RulesView; onView: (view: RulesView) => void }) {
  const { rules: words } = useTexts();
  const [search, setSearch] = useState('');
  const sections = ruleSections.map((section) => ({
    section,
    entries: searchEntries(ruleEntries(section, view.ruleBook, words), search),
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reached by keyboard
    <div className="page-single stack" data-testid="rules" tabIndex={0}>
      <RulesHead view={view} onView={onView} />
      <Input
        allowClear
        value={search}
        aria-label={words.search}
        placeholder={words.searchPlaceholder}
        data-testid="rules-search"
        onChange={(event) => setSearch(event.target.value)}
      />
      <Tabs
        destroyOnHidden
        items={sections.map(({ section, entries }) => ({
          key: section,
          label: (
            <span data-testid={`rules-tab-${section}`}>
              {words.sections[section]} <span className="tertiary figures">{entries.length}</span>
            </span>
          ),
          children: (
            <div className="stack">
              {section === 'addresses' && <Impostors warnings={view.ruleBook.impostorWarning} />}
              <RuleList entries={entries} view={view} onView={onView} />
            </div>
          ),
        }))}
      />
    </div>
  );
}

function RulesHead({ view, onView }: { view: RulesView; onView: (view: RulesView) => void }) {
  const { rules: words } = useTexts();
  const report = useReport();
  const [failure, setFailure] = useState<AnyFailure>();
  const importPack = async () => {
    setFailure(undefined);
    const picked = await report.settled(client().intake.pickFiles());
    if (picked === undefined || picked.value.ticket === null) return;
    const answer = await settle(client().rules.importPack({ ticket: picked.value.ticket }));
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    report.done(words.imported);
    onView(answer.value);
  };
  const { version, compiledOn } = view.ruleBook;
  return (
    <>
      <div className="row">
        <h1 className="grow">{words.title}</h1>
        <Button title={words.importHint} data-testid="rules-import" onClick={() => void importPack()}>
          {words.import}
        </Button>
      </div>
      <p className="secondary">{words.intro}</p>
      <p className="figures tertiary" data-testid="rules-version">
        {words.version(version, compiledOn)} · {words.sources[view.source]} ·{' '}
        {words.calendar(view.calendarUntilYear)}
      </p>
      {view.problem !== null && (
        <p className="banner banner-amber">
          {words.problem} {view.problem}
        </p>
      )}
      {failure !== undefined && <FailedLine failure={failure} />}
    </>
  );
}

function Impostors({ warnings }: { warnings: readonly string[] }) {
  const { rules: words } = useTexts();
  return (
    <div className="banner banner-amber" role="note" data-testid="rules-impostors">
      <div>
        <strong>{words.impostors}</strong>
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </div>
    </div>
  );
}
