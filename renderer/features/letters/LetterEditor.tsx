import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton, useReport } from '../../ui/index.ts';
import { useOpenCase } from '../cases/index.ts';
import { LetterNotes } from './LetterNotes.tsx';
import type { OpenLetter } from './LettersTab.tsx';
import { SubmissionDialog } from './SubmissionDialog.tsx';
import { letterToKeep } from './versions.ts';

const CHECK_DELAY_MS = 400;
type Checked = OutputOf<'letters', 'check'>;

interface LetterEditorProps {
  readonly orderId: OrderId;
  readonly open: OpenLetter;
  onApplicant(): void;
}

/** The words, how many there are, what is wrong with them, and what to do with them. */
export function LetterEditor({ orderId, open, onApplicant }: LetterEditorProps) {
  const { letters: words } = useTexts();
  const { isLocked, note, view } = useOpenCase();
  const report = useReport();
  const [text, setText] = useState(open.text);
  const [isSubmitting, setSubmitting] = useState(false);
  const checked = useChecked(orderId, open, text);
  const written = {
    letter: open.letter,
    channel: open.channel,
    text,
    isEdited: text !== open.composed?.text,
  };
  const save = async (format: 'txt' | 'docx') => {
    const call = client().letters.save({ letter: open.letter, format, title: open.title, text });
    const answer = await report.settled(call);
    if (answer?.value.isSaved === true) report.done(words.saved);
  };
  return (
    <section className="stack" aria-label={open.title}>
      <Input.TextArea
        value={text}
        maxLength={20_000}
        autoSize={{ minRows: 8, maxRows: 20 }}
        aria-label={words.text}
        data-testid="letter-text"
        onChange={(event) => setText(event.target.value)}
      />
      <LetterCount open={open} text={text} limit={checked?.limit} />
      <LetterNotes composed={open.composed} checked={checked} onApplicant={onApplicant} />
      <div className="row row-wrap">
        <span className="row" data-testid="letter-copy">
          <CopyButton text={text} what={open.title} />
        </span>
        <Button data-testid="letter-save-txt" onClick={() => void save('txt')}>
          {words.saveTxt}
        </Button>
        <Button data-testid="letter-save-docx" onClick={() => void save('docx')}>
          {words.saveDocx}
        </Button>
        <Button
          disabled={isLocked || text === ''}
          data-testid="letter-keep"
          onClick={() => void note([letterToKeep(view.records, written).record])}
        >
          {words.keep}
        </Button>
        <Button
          type="primary"
          disabled={isLocked}
          data-testid="letter-submitted"
          onClick={() => setSubmitting(true)}
        >
          {words.submitted}
        </Button>
      </div>
      {isSubmitting && (
        <SubmissionDialog orderId={orderId} written={written} onClose={() => setSubmitting(false)} />
      )}
    </section>
  );
}

function LetterCount(props: { open: OpenLetter; text: string; limit: number | null | undefined }) {
  const { letters: words } = useTexts();
  const { book } = useOpenCase();
  const { open, text } = props;
  const limit = props.limit === undefined ? (open.composed?.limit?.value ?? null) : props.limit;
  const known = book.channels.find(({ id }) => id === open.channel)?.limits.textChars;
  const isDefault = open.composed?.limit?.isDefault ?? known?.isDefault === true;
  const count = [...text].length;
  const over = limit === null ? 0 : count - limit;
  return (
    <p className="row figures" data-testid="letter-count" role="status">
      <span className={over > 0 ? 'letter-over' : 'secondary'}>
        {words.count(count, limit)}
        {over > 0 && ` · ${words.tooLong(over)}`}
      </span>
      {limit !== null && isDefault && (
        <span className="amber" title={words.unverifiedHint}>
          {words.unverified}
        </span>
      )}
    </p>
  );
}

/** What main says of the words, a moment after the last change; answers to older words are dropped. */
function useChecked(orderId: OrderId, { letter, channel }: OpenLetter, text: string): Checked | undefined {
  const { settled } = useReport();
  const [checked, setChecked] = useState<Checked>();
  useEffect(() => {
    let isStale = false;
    const timer = setTimeout(() => {
      void settled(client().letters.check({ orderId, letter, channel, text })).then((answer) => {
        if (!isStale && answer !== undefined) setChecked(answer.value);
      });
    }, CHECK_DELAY_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [orderId, letter, channel, text, settled]);
  return checked;
}
