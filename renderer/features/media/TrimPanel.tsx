import { Button, Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { Item } from '../../../core/evidence/index.ts';
import { client } from '../../client.ts';
import { useEvent, useJob } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailedLine, ProgressRow, SealMark, useReport } from '../../ui/index.ts';
import { durationText } from './journal-texts.ts';
import { OpenItemButton } from './OpenItemButton.tsx';
import type { Stretch } from './stretch.ts';
import { formatMediaTime, parseMediaTime } from './times.ts';

interface TrimPanelProps {
  readonly item: Item;
  readonly clip: Stretch;
  readonly mediaMs: number;
  readonly durationMs: number;
  onClip(clip: Stretch): void;
}

/** Chooses a stretch and seals it as an item of its own beside the whole. */
export function TrimPanel(props: TrimPanelProps) {
  const { item, clip, mediaMs, durationMs } = props;
  const texts = useTexts();
  const report = useReport();
  const job = useJob(`trim ${item.id}`);
  const isValid = clip.toMs > clip.fromMs && clip.fromMs >= 0 && clip.toMs <= durationMs;
  const isRunning = job.jobId !== undefined && (job.progress?.state ?? 'running') === 'running';
  const save = async () => {
    const started = await report.settled(client().media.trim({ itemId: item.id, ...clip }));
    if (started !== undefined) job.remember(started.value.jobId);
  };
  return (
    <div className="stack trim-panel" data-testid="media-trim">
      <div className="row row-wrap">
        <TimeField
          label={texts.media.trimFrom}
          testId="media-trim-from"
          valueMs={clip.fromMs}
          onChange={(fromMs) => props.onClip({ ...clip, fromMs })}
          onHere={() => props.onClip({ ...clip, fromMs: Math.round(mediaMs) })}
          hereKey="I"
        />
        <TimeField
          label={texts.media.trimTo}
          testId="media-trim-to"
          valueMs={clip.toMs}
          onChange={(toMs) => props.onClip({ ...clip, toMs })}
          onHere={() => props.onClip({ ...clip, toMs: Math.round(mediaMs) })}
          hereKey="O"
        />
        <Button
          type="primary"
          disabled={!isValid || isRunning}
          data-testid="media-trim-save"
          onClick={() => void save()}
        >
          {texts.media.trimSave}
        </Button>
        <span className={isValid ? 'secondary figures' : 'amber-text'} aria-live="polite">
          {isValid
            ? texts.media.trimLength(durationText(clip.toMs - clip.fromMs, texts))
            : texts.media.trimInvalid}
        </span>
      </div>
      <p className="secondary">{texts.media.trimHint}</p>
      <TrimOutcome item={item} isRunning={isRunning} />
    </div>
  );
}

function TrimOutcome({ item, isRunning }: { item: Item; isRunning: boolean }) {
  const texts = useTexts();
  const report = useReport();
  const { jobId, progress } = useJob(`trim ${item.id}`);
  const [sealed, setSealed] = useState<Item>();
  useEvent('itemSealed', ({ item: found }) => {
    const { provenance } = found;
    const isOurs = provenance.source === 'derivative' && provenance.derivative.of === item.id;
    if (isOurs && provenance.derivative.how === 'trim') setSealed(found);
  });
  if (jobId === undefined) return null;
  if (isRunning) {
    return (
      <ProgressRow
        title={texts.media.trimRunning}
        job={progress}
        testId="media-trim-progress"
        onCancel={() => void report.settled(client().jobs.cancel({ jobId }))}
      />
    );
  }
  if (progress?.state === 'cancelled') return <p className="secondary">{texts.media.trimCancelled}</p>;
  if (progress?.failure !== undefined) return <FailedLine failure={progress.failure} />;
  return (
    <div className="row" role="status" data-testid="media-trim-done">
      <SealMark />
      <span>{texts.media.trimDone}</span>
      {sealed !== undefined && (
        <OpenItemButton itemId={sealed.id} text={texts.media.openSealed} testId="media-trim-open" />
      )}
    </div>
  );
}

/** A place as text; what cannot be read as a time is put back. */
function TimeField(props: {
  label: string;
  testId: string;
  valueMs: number;
  hereKey: string;
  onChange: (mediaMs: number) => void;
  onHere: () => void;
}) {
  const texts = useTexts();
  const id = useId();
  const shown = formatMediaTime(props.valueMs);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const take = () => {
    const mediaMs = parseMediaTime(text);
    if (mediaMs === undefined) setText(shown);
    else props.onChange(mediaMs);
  };
  return (
    <span className="row" style={{ gap: 4 }}>
      <label htmlFor={id} className="tertiary">
        {props.label}
      </label>
      <Input
        id={id}
        className="figures"
        style={{ width: 124 }}
        value={text}
        data-testid={props.testId}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      <Button aria-keyshortcuts={props.hereKey} data-testid={`${props.testId}-here`} onClick={props.onHere}>
        {texts.media.trimHere} <kbd>{props.hereKey}</kbd>
      </Button>
    </span>
  );
}
