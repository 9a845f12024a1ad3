import { Button, DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import type { CallFacts } from '../../../core/transcripts/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { HiddenCharacters, useReport } from '../../ui/index.ts';

const MAX_COUNTERPART = 400;
const choices = ['yes', 'no', 'unknown'] as const;

/** What is typed before it is saved; nothing is assumed about whether the other side was told. */
interface CallDraft {
  readonly counterpart: string;
  readonly heldAt: string | null;
  readonly wasOtherSideTold: CallFacts['wasOtherSideTold'] | undefined;
}

const emptyDraft: CallDraft = { counterpart: '', heldAt: null, wasOtherSideTold: undefined };

/** With whom a recorded call was, when, and whether they knew of the recording; kept on request. */
export function CallPanel({ item }: { item: Item }) {
  const texts = useTexts();
  const report = useReport();
  const [draft, setDraft] = useState<CallDraft>(item.call ?? emptyDraft);
  const call = callOf(draft);
  const isSaved = isSame(call, item.call);
  const keep = async (next: CallFacts | null, done: string) => {
    const kept = await report.settled(client().media.describeCall({ itemId: item.id, call: next }));
    if (kept === undefined) return;
    if (next === null) setDraft(emptyDraft);
    report.done(done);
  };
  return (
    <div className="stack" data-testid="media-call">
      <p className="secondary">{texts.media.call.hint}</p>
      <CallFields draft={draft} onChange={setDraft} />
      <div className="row row-wrap">
        <Button
          type="primary"
          disabled={call === undefined || isSaved}
          data-testid="media-call-save"
          onClick={() => {
            if (call !== undefined) void keep(call, texts.media.call.saved);
          }}
        >
          {texts.media.call.save}
        </Button>
        {item.call !== null && (
          <Button
            type="text"
            data-testid="media-call-remove"
            onClick={() => void keep(null, texts.media.call.removed)}
          >
            {texts.media.call.remove}
          </Button>
        )}
        {call === undefined && <span className="secondary">{texts.media.call.missing}</span>}
      </div>
    </div>
  );
}

function CallFields({ draft, onChange }: { draft: CallDraft; onChange: (draft: CallDraft) => void }) {
  const { call } = useTexts().media;
  const id = useId();
  return (
    <div className="call-fields">
      <div>
        <label className="tertiary" htmlFor={`${id}-who`}>
          {call.counterpart}
        </label>
        <Input
          id={`${id}-who`}
          value={draft.counterpart}
          maxLength={MAX_COUNTERPART}
          placeholder={call.counterpartPlaceholder}
          data-testid="media-call-counterpart"
          onChange={(event) => onChange({ ...draft, counterpart: event.target.value })}
        />
        <HiddenCharacters text={draft.counterpart} />
      </div>
      <div>
        <label className="tertiary" htmlFor={`${id}-when`}>
          {call.heldAt}
        </label>
        <DatePicker
          id={`${id}-when`}
          showTime
          needConfirm={false}
          style={{ width: '100%' }}
          format={['YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DD HH:mm', 'YYYY/MM/DD HH:mm']}
          value={draft.heldAt === null ? null : dayjs(draft.heldAt)}
          placeholder={call.heldAtPlaceholder}
          data-testid="media-call-held-at"
          onChange={(chosen) =>
            onChange({ ...draft, heldAt: chosen === null ? null : chosen.format('YYYY-MM-DDTHH:mm:ssZ') })
          }
        />
      </div>
      <div>
        <span className="tertiary" id={`${id}-told`}>
          {call.told}
        </span>
        <Radio.Group
          aria-labelledby={`${id}-told`}
          aria-describedby={`${id}-why`}
          style={{ display: 'block' }}
          value={draft.wasOtherSideTold}
          data-testid="media-call-told"
          options={choices.map((value) => ({ value, label: call.toldChoices[value] }))}
          onChange={(event) =>
            onChange({ ...draft, wasOtherSideTold: choices.find((choice) => choice === event.target.value) })
          }
        />
        <p id={`${id}-why`} className="secondary">
          {call.toldWhy}
        </p>
      </div>
    </div>
  );
}

function callOf({ counterpart, heldAt, wasOtherSideTold }: CallDraft): CallFacts | undefined {
  const name = counterpart.trim();
  return name === '' || wasOtherSideTold === undefined
    ? undefined
    : { counterpart: name, heldAt, wasOtherSideTold };
}

function isSame(one: CallFacts | undefined, other: CallFacts | null): boolean {
  return (
    one?.counterpart === other?.counterpart &&
    one?.heldAt === other?.heldAt &&
    one?.wasOtherSideTold === other?.wasOtherSideTold
  );
}
