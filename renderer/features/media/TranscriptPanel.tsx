import { Button } from 'antd';
import { useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import type { Transcript } from '../../../core/transcripts/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, UntrustedText, useReport } from '../../ui/index.ts';
import { CueList } from './CueList.tsx';
import { TranscriptForm } from './TranscriptForm.tsx';

interface TranscriptPanelProps {
  readonly item: Item;
  readonly mediaMs: number;
  onSeek(mediaMs: number): void;
}

/** What was said, as the user wrote it down: to read along, to search, to jump by; always named as the user's. */
export function TranscriptPanel(props: TranscriptPanelProps) {
  const { item } = props;
  const texts = useTexts();
  const [isEditing, setEditing] = useState(false);
  const query = useQuery(`transcript ${item.id}`, () => client().media.getTranscript({ itemId: item.id }));
  if (query.value === undefined) {
    return query.failure === undefined ? (
      <p className="secondary">{texts.app.loading}</p>
    ) : (
      <FailedLine failure={query.failure} />
    );
  }
  const { transcript } = query.value;
  return (
    <div className="transcript-panel" data-testid="media-transcript">
      <p className="transcript-label">
        {texts.media.transcript.label}
        {transcript?.file != null && (
          <span className="tertiary">
            {' '}
            <UntrustedText text={texts.media.transcript.from(transcript.file.name)} />
          </span>
        )}
      </p>
      {transcript === null || isEditing ? (
        <TranscriptForm {...props} transcript={transcript} onDone={() => setEditing(false)} />
      ) : (
        <KeptTranscript {...props} transcript={transcript} onEdit={() => setEditing(true)} />
      )}
    </div>
  );
}

function KeptTranscript(props: TranscriptPanelProps & { transcript: Transcript; onEdit: () => void }) {
  const { item, transcript } = props;
  const texts = useTexts();
  const report = useReport();
  const remove = async () => {
    const done = await report.settled(client().media.writeTranscript({ itemId: item.id, text: '' }));
    if (done !== undefined) report.done(texts.media.transcript.removed);
  };
  return (
    <CueList cues={transcript.cues} mediaMs={props.mediaMs} onSeek={props.onSeek}>
      <Button size="small" data-testid="media-transcript-edit" onClick={props.onEdit}>
        {texts.media.transcript.edit}
      </Button>
      <Button size="small" type="text" data-testid="media-transcript-remove" onClick={() => void remove()}>
        {texts.media.transcript.remove}
      </Button>
    </CueList>
  );
}
