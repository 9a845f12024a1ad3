import { invariant } from '../../core/assert.ts';
import {
  evidenceKinds,
  type FactGroup,
  factGroupNames,
  type Item,
  type ProofLevel,
} from '../../core/evidence/index.ts';
import { beijingTime, localTimeWithZone } from '../../core/manifest/index.ts';
import { derivativeSource, type Relations } from './derivatives.ts';

/** 固定方式 of each proof level, as the window says it. */
export const proofLevelNames: Readonly<Record<ProofLevel, string>> = {
  imported: '导入',
  'sealed-here': '本机固定',
  timestamped: '可信时间',
  notarised: '第三方',
};

const BEIJING_OFFSET = '+08:00';

export const captureModeNames = { screen: '全屏', window: '窗口', region: '区域' } as const;

const mediaTypeNames: Readonly<Record<string, string>> = {
  'image/png': 'PNG 图片',
  'image/jpeg': 'JPEG 图片',
  'image/webp': 'WebP 图片',
  'image/gif': 'GIF 图片',
  'image/bmp': 'BMP 图片',
  'image/tiff': 'TIFF 图片',
  'image/heic': 'HEIC 照片',
  'image/avif': 'AVIF 图片',
  'image/svg+xml': 'SVG 图形（按文本保存）',
  'application/pdf': 'PDF 文档',
  'application/zip': 'ZIP 压缩包',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel 表格',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word 文档',
  'video/mp4': 'MP4 视频',
  'video/quicktime': 'QuickTime 视频',
  'video/x-matroska': 'MKV 视频',
  'video/webm': 'WebM 视频',
  'audio/mp4': 'M4A 录音',
  'audio/mpeg': 'MP3 录音',
  'audio/wav': 'WAV 录音',
  'audio/amr': 'AMR 录音',
  'application/json': 'JSON 文本',
  'text/plain': '文本文件',
  'text/csv': 'CSV 表格',
  'text/html': '网页文件（按文本保存）',
};

/** How a media type reads in Chinese. */
export function mediaTypeName(mediaType: string): string {
  return mediaTypeNames[mediaType] ?? '未识别的文件';
}

/** 证据名称: the name of its kind, or what it is as long as nobody has classified it. */
export function exhibitName(item: Item): string {
  if (item.kind !== null) return evidenceKinds[item.kind].name;
  if (item.source === 'environment-check') return '清洁性检查报告';
  return `${unlabelledName(item)}（未归类）`;
}

function unlabelledName({ provenance, mediaType }: Item): string {
  if (provenance.source === 'capture') return '屏幕截图';
  if (provenance.source === 'recording') return '屏幕录像';
  if (provenance.source === 'import') return mediaTypeName(mediaType);
  invariant(provenance.source === 'derivative', 'an environment report has a name of its own');
  return provenance.derivative.how === 'frame' ? '录像画面' : '录像片段';
}

/** When it was captured or imported, as the user's clock showed it, and in Beijing time where that differs. */
export function exhibitTime(item: Item): string {
  const { local, utc } = item.provenance.clock;
  const zoned = localTimeWithZone(local);
  const time = local.endsWith(BEIJING_OFFSET) ? zoned : `${zoned}，即北京时间 ${beijingTime(utc)}`;
  return `${time} ${sourceVerbs[item.provenance.source]}`;
}

const sourceVerbs = {
  capture: '截取',
  import: '导入',
  recording: '开始录制',
  derivative: '取出',
  'environment-check': '检查',
} as const;

/** 证据来源 without the time: who took it from where. Titles and file names are quoted as they are. */
export function exhibitSource(item: Item, maxCharacters: number, relations: Relations): string {
  const { provenance } = item;
  if (provenance.source === 'import') {
    return `提交人导入的文件“${shorten(provenance.import.fileName, maxCharacters)}”`;
  }
  if (provenance.source === 'derivative') return derivativeSource(provenance.derivative, relations);
  if (provenance.source === 'environment-check') return '留痕对提交人电脑的清洁性检查';
  const { mode, window } = provenance.source === 'capture' ? provenance.capture : provenance.recording.source;
  const where = window === undefined ? '' : `，窗口“${shorten(window.title, maxCharacters)}”`;
  const what = provenance.source === 'capture' ? '屏幕截图' : '屏幕录像';
  return `提交人电脑的${what}（${captureModeNames[mode]}）${where}`;
}

/** Title of a group in the 证据目录: its number is the first part of its exhibits' numbers. */
export function groupTitle(group: FactGroup): string {
  return `第 ${group} 组　${factGroupNames[group]}`;
}

/** `1.2 MB（1,234,567 字节）`. */
export function sizeText(sizeBytes: number): string {
  const exact = `${withThousands(sizeBytes)} 字节`;
  if (sizeBytes < 1024) return exact;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let amount = sizeBytes / 1024;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount.toFixed(1)} ${units[unit]}（${exact}）`;
}

/** `1,234,567`. */
export function withThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The text if it is at most so long, else its beginning and end: both matter in titles, numbers and file names. */
export function shorten(text: string, maxCharacters: number): string {
  const characters = [...text];
  if (characters.length <= maxCharacters) return text;
  const kept = maxCharacters - 1;
  const head = Math.ceil(kept * 0.6);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
}
