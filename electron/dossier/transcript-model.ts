import type { Item, ItemId } from '../../core/evidence/index.ts';
import { decodeEntry } from '../../core/ledger/index.ts';
import {
  beijingTimeWithZone,
  type ExhibitNumber,
  type NumberedItem,
  TRANSCRIPT_HEADING,
  transcriptPath,
} from '../../core/manifest/index.ts';
import { mediaTime } from '../../core/recording/index.ts';
import type { Cue, Transcript } from '../../core/transcripts/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import type { TranscriptModel } from './page-model.ts';
import { exhibitName, shorten } from './wording.ts';

/** A transcript as it stands now, and when that was written into the ledger. */
export interface DatedTranscript {
  readonly transcript: Transcript;
  readonly writtenAtUtc: string;
}

const NAME_CHARACTERS = 120;

/** Transcripts of an order's items, from its entries: the last one written, unless it was taken away. */
export function transcriptsOf({
  entries,
}: Pick<OrderLedger, 'entries'>): ReadonlyMap<ItemId, DatedTranscript> {
  const found = new Map<ItemId, DatedTranscript>();
  for (const { bytes } of entries) {
    const entry = decodeEntry(bytes);
    if (!entry.ok || entry.value.kind !== 'item-transcribed') continue;
    const { itemId, transcript } = entry.value.payload;
    if (transcript === null) found.delete(itemId);
    else found.set(itemId, { transcript, writtenAtUtc: entry.value.at });
  }
  return found;
}

/** How a transcript is numbered: behind its recording. */
export function transcriptLabel(number: ExhibitNumber): string {
  return `${number} 附`;
}

/**
 * A transcript as an exhibit of its own behind its recording. Its number is that of the recording with 附: an item has at
 * most one transcript, so the number stays with it for ever and takes none from another item.
 */
export function transcriptModel(
  { item, number }: NumberedItem<Item>,
  { transcript, writtenAtUtc }: DatedTranscript,
): TranscriptModel {
  const { cues, file } = transcript;
  const label = transcriptLabel(number);
  return {
    target: `ex-${number}-transcript`,
    number: label,
    name: `文字稿（证据 ${number} 的文字）`,
    source: file === null ? '提交人录入的文字' : `提交人提供的文字文件“${shorten(file.name, 48)}”`,
    bookmark: `${label}　文字稿`,
    heading: TRANSCRIPT_HEADING,
    rows: [
      { label: '对应', value: `证据 ${number}　${exhibitName(item)}`, style: 'text' },
      { label: '原件 SHA-256', value: item.sha256, style: 'digest' },
      { label: '文字来源', value: originText(transcript), style: 'text' },
      ...(file === null ? [] : [{ label: '文件 SHA-256', value: file.sha256, style: 'digest' as const }]),
      { label: '写入账本', value: beijingTimeWithZone(writtenAtUtc), style: 'text' },
      { label: '在证据包中', value: transcriptPath(number), style: 'mono' },
    ],
    note: '本软件没有核对文字与录音是否一致。“姓名：”由提交人标注。',
    isTimed: cues.some(({ startMs }) => startMs !== null),
    lines: cues.map((cue) => ({ time: timeOf(cue), text: cue.text })),
  };
}

function originText({ origin, file, cues }: Transcript): string {
  const count = `${cues.length} 句`;
  if (file === null || origin === 'typed') return `提交人录入，${count}`;
  const format = { srt: 'SRT 字幕', vtt: 'WebVTT 字幕', text: 'TXT 文件' }[origin];
  return `提交人导入的 ${format}“${shorten(file.name, NAME_CHARACTERS)}”，${count}`;
}

function timeOf({ startMs, endMs }: Cue): string {
  if (startMs === null) return '';
  return endMs === null ? mediaTime(startMs) : `${mediaTime(startMs)} – ${mediaTime(endMs)}`;
}
