import { Button } from 'antd';
import { useState } from 'react';
import type { CaseFact, ChatMessage } from '../../../core/cases/index.ts';
import type { CaseView } from '../../../core/contract/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { formatLocalTime, formatZone, UntrustedText } from '../../ui/index.ts';
import { FactDialog } from './FactDialog.tsx';
import { ItemThumbs } from './ItemThumbs.tsx';
import { MessageDialog } from './MessageDialog.tsx';
import { ReadingDialog } from './ReadingDialog.tsx';
import { editableRecord, storyDays, untimedFacts } from './story.ts';
import { useOpenCase } from './use-open-case.tsx';

type StoryDialog =
  | { readonly about: 'fact'; readonly fact: CaseFact | undefined }
  | { readonly about: 'message'; readonly message: ChatMessage | undefined }
  | { readonly about: 'reading' };

/** 时间线: everything that happened, in order, with what shows it. */
export function StoryTab() {
  const { story: words } = useTexts().cases;
  const { view, isLocked } = useOpenCase();
  const [dialog, setDialog] = useState<StoryDialog>();
  const close = () => setDialog(undefined);
  const edit = (record: CaseFact | ChatMessage) =>
    setDialog(
      record.kind === 'fact' ? { about: 'fact', fact: record } : { about: 'message', message: record },
    );
  return (
    <div className="case-tab" data-testid="story">
      <div className="row row-wrap case-tab-bar">
        <span className="secondary grow">{words.intro}</span>
        <Button disabled={isLocked} data-testid="story-read" onClick={() => setDialog({ about: 'reading' })}>
          {words.read}
        </Button>
        <Button
          disabled={isLocked}
          data-testid="story-add-message"
          onClick={() => setDialog({ about: 'message', message: undefined })}
        >
          {words.addMessage}
        </Button>
        <Button
          type="primary"
          disabled={isLocked}
          data-testid="story-add"
          onClick={() => setDialog({ about: 'fact', fact: undefined })}
        >
          {words.add}
        </Button>
      </div>
      {view.timeline.length === 0 && <p className="empty-state">{words.empty}</p>}
      {storyDays(view.timeline).map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          <h3 className="story-day figures">
            {day} <span className="tertiary">{formatZone(entries[0]?.atUtc ?? '')}</span>
          </h3>
          <ol className="story">
            {entries.map((entry) => (
              <StoryEntry key={entryKey(entry)} entry={entry} onEdit={edit} />
            ))}
          </ol>
        </section>
      ))}
      <UntimedFacts onEdit={edit} />
      {dialog?.about === 'fact' && <FactDialog fact={dialog.fact} onClose={close} />}
      {dialog?.about === 'message' && <MessageDialog message={dialog.message} onClose={close} />}
      {dialog?.about === 'reading' && <ReadingDialog onClose={close} />}
    </div>
  );
}

type TimelineEntry = CaseView['timeline'][number];

function entryKey({ atUtc, source, what, records, itemIds }: TimelineEntry): string {
  return [atUtc, source, what, ...records, ...itemIds].join(' ');
}

function StoryEntry(props: { entry: TimelineEntry; onEdit: (record: CaseFact | ChatMessage) => void }) {
  const { story: words } = useTexts().cases;
  const { view, isLocked } = useOpenCase();
  const { entry, onEdit } = props;
  const record = editableRecord(entry, view.records);
  return (
    <li className={`story-entry story-${entry.source}`} data-testid="story-entry" data-source={entry.source}>
      <time className="figures" dateTime={entry.atUtc}>
        {formatLocalTime(entry.atUtc).slice(11)}
      </time>
      <span className="tertiary story-source">{words.sources[entry.source]}</span>
      <div className="grow">
        <UntrustedText text={entry.what} isMultiline />
        {entry.itemIds.length === 0 && <span className="amber story-bare"> {words.noItems}</span>}
      </div>
      <ItemThumbs itemIds={entry.itemIds} />
      {record !== undefined && (
        <Button
          size="small"
          type="text"
          disabled={isLocked}
          aria-label={words.editNamed(entry.what)}
          data-testid={`story-edit-${record.id}`}
          onClick={() => onEdit(record)}
        >
          {words.edit}
        </Button>
      )}
    </li>
  );
}

function UntimedFacts({ onEdit }: { onEdit: (fact: CaseFact) => void }) {
  const { story: words, fact: factWords } = useTexts().cases;
  const { view, isLocked } = useOpenCase();
  const facts = untimedFacts(view.records);
  if (facts.length === 0) return null;
  return (
    <section aria-label={words.untimed} data-testid="story-untimed">
      <h3 className="story-day">{words.untimed}</h3>
      <ul className="story">
        {facts.map((fact) => (
          <li key={fact.id} className="story-entry story-fact">
            <div className="grow">
              {factWords.kinds[fact.what]} {fact.amountFen === null ? '' : formatMoney(fact.amountFen)}{' '}
              <UntrustedText text={fact.text} />
            </div>
            <ItemThumbs itemIds={fact.itemIds} />
            <Button
              size="small"
              type="text"
              disabled={isLocked}
              aria-label={words.editNamed(factWords.kinds[fact.what])}
              data-testid={`story-edit-${fact.id}`}
              onClick={() => onEdit(fact)}
            >
              {words.edit}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
