import type { MediaDescription } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import {
  beijingTimeShort,
  durationText,
  journalPath,
  localTimeWithZone,
  type NumberedItem,
  originalPath,
} from '../../core/manifest/index.ts';
import { type Gap, mediaTime, type RecordingFacts, wallClockAt } from '../../core/recording/index.ts';
import { derivedFrom, type Relations } from './derivatives.ts';
import type { AboutExhibit } from './exhibit-model.ts';
import type { LabelledRow, MediaModel, PictureModel, TableModel } from './page-model.ts';
import type { FrameProblem, PreparedFrame, PreparedMedia } from './prepare-media.ts';
import { endingText, noticeText, pauseText, toldText, whyText, zonedTime } from './recording-wording.ts';
import { timeRow } from './time-wording.ts';
import { transcriptLabel } from './transcript-model.ts';
import { captureModeNames, exhibitSource, exhibitTime, mediaTypeName, shorten, sizeText } from './wording.ts';

const TITLE_CHARACTERS = 120;
const NOTE_CHARACTERS = 240;
/** Frames of a phone held upright go three in a row, all others two. */
const TALL_RATIO = 1.2;

/** The pages of a recording, video or sound: what it is, frames of it, what happened while it was made. */
export function mediaModel(
  numbered: NumberedItem<Item>,
  prepared: PreparedMedia,
  { relations, transcript, time }: AboutExhibit,
): MediaModel {
  const { item } = numbered;
  const recording = recordingOf(item);
  return {
    rows: [
      ...callRows(item),
      ...transcriptRows(numbered, transcript !== undefined),
      ...(recording === undefined
        ? fileRows(item, prepared.description, relations)
        : recordingRows(item, recording)),
      timeRow(time),
      ...commonRows(numbered),
    ],
    frames: framesModel(numbered, prepared.frames),
    notice: prepared.problem === null ? null : problemTexts[prepared.problem],
    tables: recording === undefined ? [] : tablesOf(recording),
  };
}

function recordingOf({ provenance }: Item): RecordingFacts | undefined {
  return provenance.source === 'recording' ? provenance.recording : undefined;
}

const text = (label: string, value: string): LabelledRow => ({ label, value, style: 'text' });

function callRows({ call }: Item): readonly LabelledRow[] {
  if (call === null) return [];
  const heldAt = call.heldAt === null ? '未填写' : localTimeWithZone(call.heldAt);
  return [
    text('通话对象', call.counterpart),
    text('通话时间', heldAt),
    text('是否告知录音', toldText(call)),
    text('以上三项', '由提交人填写，本软件没有核实'),
  ];
}

function transcriptRows(
  { item, number }: NumberedItem<Item>,
  hasTranscript: boolean,
): readonly LabelledRow[] {
  if (hasTranscript) return [text('文字稿', `有，见后面的证据 ${transcriptLabel(number)}`)];
  return item.call === null ? [] : [text('文字稿', '没有提供')];
}

function recordingRows(item: Item, recording: RecordingFacts): readonly LabelledRow[] {
  const { source, frames, gaps, end } = recording;
  const { local, utc } = item.provenance.clock;
  const sound = source.sound.map(
    ({ kind, label }) => `${kind === 'microphone' ? '麦克风' : '系统声音'}“${label}”`,
  );
  return [
    text('时长', `${mediaTime(recording.mediaDurationMs)}（${durationText(recording.mediaDurationMs)}）`),
    text('开始', zonedTime(utc, local)),
    text('结束', zonedTime(end.utc, local)),
    text('结束方式', endingText(recording, local)),
    text('画面', pictureText(source)),
    text('声音', sound.length === 0 ? '无声（未录声音）' : sound.join('，')),
    text('暂停', gaps.length === 0 ? '没有暂停' : pausesText(gaps)),
    ...(frames === undefined || frames.droppedCount === 0
      ? []
      : [text('丢失画面帧', `${frames.droppedCount} 帧（屏幕共给出 ${frames.deliveredCount} 帧）`)]),
  ];
}

function pictureText({ mode, area, display, window, framesPerSecond }: RecordingFacts['source']): string {
  const where = window === undefined ? '' : `，开始时的窗口“${shorten(window.title, TITLE_CHARACTERS)}”`;
  const size = `${area.width}×${area.height} 像素，每秒至多 ${framesPerSecond} 帧`;
  return `${captureModeNames[mode]}（${shorten(display.name, 40)}），${size}${where}`;
}

function pausesText(gaps: RecordingFacts['gaps']): string {
  const pausedMs = gaps.reduce((sum, gap) => sum + (lengthMsOf(gap) ?? 0), 0);
  return `${gaps.length} 次，共 ${durationText(pausedMs)}没有录制，见后面的“未录制的时段”`;
}

/** Undefined for a pause that was never ended. */
function lengthMsOf({ fromUtc, toUtc }: Gap): number | undefined {
  return toUtc === null ? undefined : Math.max(0, Date.parse(toUtc) - Date.parse(fromUtc));
}

function fileRows(
  item: Item,
  description: MediaDescription | undefined,
  relations: Relations,
): readonly LabelledRow[] {
  const { video = null, sound = null, durationMs = null } = description ?? {};
  const rate = video?.framesPerSecond;
  const perSecond = rate === null || rate === undefined ? '' : `，每秒约 ${Number(rate.toFixed(2))} 帧`;
  return [
    text('来源', exhibitSource(item, TITLE_CHARACTERS, relations)),
    ...derivedFrom(item, relations),
    text('时间', exhibitTime(item)),
    ...(durationMs === null ? [] : [text('时长', `${mediaTime(durationMs)}（${durationText(durationMs)}）`)]),
    ...(video === null ? [] : [text('画面', `${video.widthPx}×${video.heightPx} 像素${perSecond}`)]),
    ...(description === undefined || description.problem !== null
      ? []
      : [
          text(
            '声音',
            sound === null
              ? '无声'
              : `${sound.channelCount === 1 ? '单声道' : `${sound.channelCount} 声道`}，${sound.sampleRateHz} Hz`,
          ),
        ]),
  ];
}

function commonRows({ item, number }: NumberedItem<Item>): readonly LabelledRow[] {
  const { kind, sha256, mediaType, note } = item;
  const isRecording = item.provenance.source === 'recording';
  const shownNote = note.trim().replace(/\s*\r?\n\s*/g, ' / ');
  return [
    text('格式与大小', `${mediaTypeName(mediaType)}，${sizeText(item.sizeBytes)}`),
    { label: 'SHA-256', value: sha256, style: 'digest' },
    { label: '在证据包中', value: originalPath({ number, kind, sha256, mediaType }), style: 'mono' },
    ...(isRecording ? [{ label: '录屏流水', value: journalPath(number), style: 'mono' as const }] : []),
    text('怎样打开', isRecording ? OPEN_RECORDING : OPEN_FILE),
    ...(shownNote === '' ? [] : [text('提交人备注', shorten(shownNote, NOTE_CHARACTERS))]),
  ];
}

const OPEN_RECORDING =
  '用 Chrome、Edge 浏览器或 VLC 播放器打开。播放器若不显示总时长、不能拖动进度属正常：文件是边录边写的，从未改写。';
const OPEN_FILE = '用常见的播放器打开；打不开时可用 VLC 播放器。';

const problemTexts: Readonly<Record<FrameProblem, string>> = {
  unreadable:
    '这段视频在导出卷宗的电脑上无法解码，没有取出画面。原文件在证据包中，未受影响，请用播放器查看。',
  'no-decoder': '导出卷宗时没有取出画面。原文件在证据包中，请用播放器查看。',
};

function framesModel(
  { item, number }: NumberedItem<Item>,
  frames: readonly PreparedFrame[],
): MediaModel['frames'] {
  const [first] = frames;
  if (first === undefined) return null;
  const recording = recordingOf(item);
  const isTall = first.picture.heightPx > first.picture.widthPx * TALL_RATIO;
  return {
    title: `关键画面（${frames.length} 幅，供快速查看，以录像为准${recording === undefined ? '' : '；下方时刻为北京时间'}）`,
    columns: isTall ? 3 : 2,
    cells: frames.map((frame) => ({
      picture: framePicture(frame, `证据 ${number} ${mediaTime(frame.mediaMs)} 的画面`),
      time: mediaTime(frame.mediaMs),
      wallClock:
        recording === undefined
          ? null
          : beijingTimeShort(wallClockAt(item.provenance.clock.utc, recording, frame.mediaMs)),
      why: frame.whys.map(({ why, mediaMs }) => whyText(why, mediaMs, recording?.marks ?? [])).join('、'),
    })),
  };
}

function framePicture({ picture }: PreparedFrame, description: string): PictureModel {
  return { ...picture, isWide: false, description };
}

function textOfLength(gap: Gap): string {
  const lengthMs = lengthMsOf(gap);
  return lengthMs === undefined ? '—' : durationText(lengthMs);
}

function tablesOf(recording: RecordingFacts): readonly TableModel[] {
  const { marks, gaps, notices } = recording;
  const tables: readonly TableModel[] = [
    {
      title: '标记（提交人录制时所作，时刻为北京时间）',
      header: ['录像内时间', '时刻', '标记'],
      rows: marks.map(({ mediaMs, utc, label }) => [mediaTime(mediaMs), beijingTimeShort(utc), label]),
    },
    {
      title: '未录制的时段（暂停，时刻为北京时间）',
      header: ['录像内位置', '自', '至', '时长', '原因'],
      rows: gaps.map((gap) => [
        mediaTime(gap.mediaMs),
        beijingTimeShort(gap.fromUtc),
        gap.toUtc === null ? '没有继续' : beijingTimeShort(gap.toUtc),
        textOfLength(gap),
        pauseText(gap),
      ]),
    },
    {
      title: '录制中发生的情况（时刻为北京时间）',
      header: ['录像内时间', '时刻', '情况'],
      rows: notices.map((notice) => [
        mediaTime(notice.mediaMs),
        beijingTimeShort(notice.utc),
        noticeText(notice),
      ]),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}
