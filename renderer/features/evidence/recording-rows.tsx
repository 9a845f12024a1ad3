import type { Item } from '../../../core/evidence/index.ts';
import type { Gap, RecordingFacts } from '../../../core/recording/index.ts';
import type { Texts } from '../../locales/index.ts';
import {
  CopyButton,
  formatBytes,
  formatDuration,
  HashText,
  LocalTime,
  UntrustedText,
} from '../../ui/index.ts';
import { area, Code, type Fact, software } from './fact-parts.tsx';

type Recorded = Extract<Item['provenance'], { source: 'recording' }>;

/** What everybody wants to know of a recording. */
export function recordingRows({ clock, recording }: Recorded, texts: Texts): readonly Fact[] {
  const { source, marks, gaps, notices } = recording;
  const rows: Fact[] = [
    [texts.facts.source, `${texts.recording.badges.recording} · ${texts.recording.modes[source.mode]}`],
    [texts.facts.recordingStart, <LocalTime key="start" iso={clock.utc} withZone />],
    [texts.facts.recordingEnd, <LocalTime key="end" iso={recording.end.utc} withZone />],
    [texts.facts.length, formatDuration(recording.mediaDurationMs)],
    [texts.facts.recordingEnding, endingText(recording, texts)],
    [
      texts.facts.recordingPicture,
      texts.facts.recordingPictureText(source.area.width, source.area.height, source.framesPerSecond),
    ],
    [texts.facts.sound, soundText(source, texts)],
    [texts.facts.marks, texts.facts.markCount(marks.length)],
    [texts.facts.pauses, texts.facts.pauseCount(gaps.length, formatDuration(pausedMs(gaps)))],
  ];
  const { missingBytes = 0, damagedBytes = 0 } = recording.interruption ?? {};
  if (missingBytes > 0 || damagedBytes > 0) {
    rows.push([
      texts.facts.damage,
      <strong key="damage" className="fact-amber">
        {texts.facts.damageText(formatBytes(missingBytes), formatBytes(damagedBytes))}
      </strong>,
    ]);
  }
  if (source.window !== undefined) {
    rows.push([texts.facts.windowTitle, <UntrustedText key="title" text={source.window.title} />]);
  }
  if (notices.length > 0) rows.push([texts.facts.notices, noticeText(recording, texts)]);
  return rows;
}

/** What an examiner asks for. */
export function recordingExaminerRows({ recording }: Recorded, texts: Texts): readonly Fact[] {
  const { source, frames, interruption, journal } = recording;
  const rows: Fact[] = [
    [texts.facts.recordingTrigger, texts.capture.triggers[source.trigger]],
    [
      texts.facts.display,
      <UntrustedText
        key="display"
        text={`${source.display.name} · ${area(source.display.area)} · ×${source.display.scaleFactor}`}
      />,
    ],
    [texts.facts.recordingArea, area(source.area)],
    [texts.facts.encoding, <UntrustedText key="encoding" text={source.mediaType} />],
    [texts.facts.recorder, software(source.recorder)],
    [texts.facts.chunks, texts.facts.chunkCount(recording.chunkCount)],
  ];
  if (frames !== undefined) {
    rows.push([texts.facts.frames, texts.facts.frameCount(frames.deliveredCount, frames.droppedCount)]);
  }
  if (interruption !== undefined) {
    rows.push(
      [texts.facts.foundAt, <LocalTime key="found" iso={interruption.foundAtUtc} withZone />],
      [texts.facts.foundBytes, texts.facts.foundBytesText(formatBytes(interruption.tailBytes))],
    );
  }
  rows.push(
    [texts.facts.recordingId, <RecordingId key="id" id={recording.recordingId} texts={texts} />],
    [
      texts.facts.journal,
      <span key="journal">
        {formatBytes(journal.sizeBytes)}
        <HashText hash={journal.sha256} />
      </span>,
    ],
  );
  return rows;
}

function RecordingId({ id, texts }: { id: string; texts: Texts }) {
  return (
    <span>
      <Code text={id} /> <CopyButton text={id} what={texts.facts.recordingId} />
    </span>
  );
}

function endingText({ ending }: RecordingFacts, texts: Texts) {
  const name = texts.recording.endingNames[ending];
  return ending === 'interrupted' ? <strong className="fact-amber">{name}</strong> : name;
}

function soundText(source: RecordingFacts['source'], texts: Texts) {
  if (source.sound.length === 0) return texts.facts.noSound;
  const names = { microphone: texts.recording.microphone, system: texts.recording.systemSound };
  return source.sound.map(({ kind, label }) => (
    <div key={kind}>
      {names[kind]}
      {label !== '' && label !== names[kind] && (
        <span className="secondary">
          {' · '}
          <UntrustedText text={label} />
        </span>
      )}
    </div>
  ));
}

function noticeText({ notices }: RecordingFacts, texts: Texts) {
  return notices.map((notice) => (
    <div key={`${notice.code} ${notice.utc} ${notice.mediaMs}`}>
      <span className="figures tertiary">{formatDuration(notice.mediaMs)}</span>{' '}
      {texts.recording.notices[notice.code].what}
      {notice.detail !== '' && (
        <span className="secondary">
          {' · '}
          <UntrustedText text={notice.detail} />
        </span>
      )}
    </div>
  ));
}

function pausedMs(gaps: readonly Gap[]): number {
  return gaps.reduce(
    (sum, { fromUtc, toUtc }) => sum + (toUtc === null ? 0 : Date.parse(toUtc) - Date.parse(fromUtc)),
    0,
  );
}
