import { Button, Radio, Select } from 'antd';
import { useState } from 'react';
import type { LetterKind, SavedLetter } from '../../../core/cases/index.ts';
import { recordsOf } from '../../../core/cases/index.ts';
import type { CaseView, LetterView, OutputOf } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import type { ChannelId } from '../../../core/rules/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailureNotice, useReport } from '../../ui/index.ts';
import { useOpenCase } from '../cases/index.ts';
import { ApplicantDialog } from './ApplicantDialog.tsx';
import { LetterEditor } from './LetterEditor.tsx';
import { Versions } from './Versions.tsx';

/** What a tab of the order's page is given. */
export interface LettersTabProps {
  readonly orderId: OrderId;
  readonly view: CaseView;
  /** Reads the case again after something was written. */
  readonly onChanged: () => void;
}

type Choices = OutputOf<'letters', 'listChoices'>['choices'];

/** 文书: choose a letter and its reader, compose, edit, keep, send. */
export function LettersTab({ orderId }: LettersTabProps) {
  const { letters: words, app } = useTexts();
  const query = useQuery(`letters ${orderId}`, () => client().letters.listChoices({ orderId }));
  if (query.value === undefined) {
    return query.failure === undefined ? (
      <div className="empty-state secondary">{app.loading}</div>
    ) : (
      <FailureNotice failure={query.failure} onRetry={query.refresh} />
    );
  }
  return (
    <div className="case-tab" data-testid="letters">
      <p className="secondary">{words.intro}</p>
      {query.value.choices.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <Desk orderId={orderId} choices={query.value.choices} />
      )}
    </div>
  );
}

/** The letter that is being written: composed, or a kept version. */
export interface OpenLetter {
  /** Counts openings, so that the editor starts anew. */
  readonly opening: number;
  readonly composed: LetterView | undefined;
  readonly letter: LetterKind;
  readonly channel: ChannelId;
  readonly title: string;
  readonly text: string;
}

function Desk({ orderId, choices }: { orderId: OrderId; choices: Choices }) {
  const { letters: words } = useTexts();
  const { view } = useOpenCase();
  const report = useReport();
  const [letter, setLetter] = useState<LetterKind>();
  const [channel, setChannel] = useState<ChannelId>();
  const [open, setOpen] = useState<OpenLetter>();
  const [isApplicantOpen, setApplicantOpen] = useState(false);
  const choice = choices.find((one) => one.letter === letter) ?? choices[0];
  if (choice === undefined) return null;
  const to = choice.channels.find((id) => id === channel) ?? choice.channels[0];
  const show = (next: Omit<OpenLetter, 'opening'>) =>
    setOpen((last) => ({ ...next, opening: (last?.opening ?? 0) + 1 }));
  const compose = async () => {
    if (to === undefined) return;
    const call = client().letters.compose({ orderId, letter: choice.letter, channel: to });
    const answer = await report.settled(call);
    if (answer === undefined) return;
    const { title, text } = answer.value;
    show({ composed: answer.value, letter: choice.letter, channel: to, title, text });
  };
  const openVersion = (saved: SavedLetter) => {
    const title = choices.find((one) => one.letter === saved.letter)?.name ?? saved.letter;
    show({ composed: undefined, letter: saved.letter, channel: saved.channel, title, text: saved.text });
  };
  return (
    <>
      <Radio.Group
        aria-label={words.choices}
        className="row row-wrap letter-choices"
        value={choice.letter}
        options={choices.map((one) => ({
          value: one.letter,
          label: <span data-testid={`letter-choice-${one.letter}`}>{one.name}</span>,
        }))}
        onChange={(event) => setLetter(event.target.value as LetterKind)}
      />
      <div className="row row-wrap">
        <ChannelSelect channels={choice.channels} value={to} onChange={setChannel} />
        <Button
          type="primary"
          disabled={to === undefined}
          title={open === undefined ? undefined : words.overwrite}
          data-testid="letter-compose"
          onClick={() => void compose()}
        >
          {open === undefined ? words.compose : words.composeAgain}
        </Button>
        <Button data-testid="letter-applicant" onClick={() => setApplicantOpen(true)}>
          {words.fillApplicant}
        </Button>
      </div>
      {open !== undefined && (
        <LetterEditor
          key={open.opening}
          orderId={orderId}
          open={open}
          onApplicant={() => setApplicantOpen(true)}
        />
      )}
      <Versions
        saved={recordsOf(
          view.records.map(({ record }) => record),
          'letter',
        )}
        nameOf={(kind) => choices.find((one) => one.letter === kind)?.name ?? kind}
        onOpen={openVersion}
      />
      {isApplicantOpen && <ApplicantDialog onClose={() => setApplicantOpen(false)} />}
    </>
  );
}

function ChannelSelect(props: {
  channels: readonly ChannelId[];
  value: ChannelId | undefined;
  onChange: (channel: ChannelId) => void;
}) {
  const { letters: words } = useTexts();
  const { book } = useOpenCase();
  return (
    <Select
      aria-label={words.channel}
      style={{ minWidth: 220 }}
      value={props.value ?? null}
      data-testid="letter-channel"
      options={props.channels.map((id) => ({
        value: id,
        label: book.channels.find((one) => one.id === id)?.name ?? id,
      }))}
      onChange={props.onChange}
    />
  );
}
