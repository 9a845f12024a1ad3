import { ImportOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import {
  MAX_TRANSCRIPT_CHARACTERS,
  type Transcript,
  writeTranscript,
} from '../../../core/transcripts/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { formatDuration, HiddenCharacters, useReport } from '../../ui/index.ts';

/** Writes a transcript down while listening, or takes one from a file. */
export function TranscriptForm(props: {
  item: Item;
  transcript: Transcript | null;
  mediaMs: number;
  onDone: () => void;
}) {
  const { item, transcript } = props;
  const texts = useTexts().media.transcript;
  const report = useReport();
  const field = useRef<TextAreaRef>(null);
  const [text, setText] = useState(() => (transcript === null ? '' : writeTranscript(transcript.cues)));
  const save = async () => {
    const kept = await report.settled(client().media.writeTranscript({ itemId: item.id, text }));
    if (kept === undefined) return;
    report.done(texts.saved);
    props.onDone();
  };
  const stamp = () => {
    const at = field.current?.resizableTextArea?.textArea.selectionStart ?? text.length;
    const isLineStart = at === 0 || text[at - 1] === '\n';
    const time = `${isLineStart ? '' : '\n'}${formatDuration(props.mediaMs)} `;
    setText(text.slice(0, at) + time + text.slice(at));
    field.current?.focus();
  };
  return (
    <>
      {transcript === null && <p className="secondary">{texts.none}</p>}
      <Input.TextArea
        ref={field}
        className="transcript-field"
        value={text}
        maxLength={MAX_TRANSCRIPT_CHARACTERS}
        placeholder={texts.placeholder}
        aria-label={texts.field}
        data-testid="media-transcript-text"
        onChange={(event) => setText(event.target.value)}
      />
      <HiddenCharacters text={text} />
      <div className="row row-wrap">
        <Button
          type="primary"
          disabled={text.trim() === ''}
          data-testid="media-transcript-save"
          onClick={() => void save()}
        >
          {texts.save}
        </Button>
        <Button data-testid="media-transcript-stamp" onClick={stamp}>
          {texts.stamp} <span className="figures">{formatDuration(props.mediaMs)}</span>
        </Button>
        {transcript === null ? (
          <ImportTranscript item={item} />
        ) : (
          <Button onClick={props.onDone}>{texts.cancel}</Button>
        )}
      </div>
    </>
  );
}

function ImportTranscript({ item }: { item: Item }) {
  const texts = useTexts().media.transcript;
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const importPicked = async () => {
    const picked = await report.settled(client().intake.pickFiles());
    if (picked === undefined || picked.value.ticket === null) return;
    const call = client().media.importTranscript({ itemId: item.id, ticket: picked.value.ticket });
    if ((await report.settled(call)) !== undefined) report.done(texts.imported);
  };
  return (
    <Button
      icon={<ImportOutlined />}
      loading={isBusy}
      data-testid="media-transcript-import"
      onClick={() => {
        setBusy(true);
        void importPicked().finally(() => setBusy(false));
      }}
    >
      {texts.importFile}
    </Button>
  );
}
