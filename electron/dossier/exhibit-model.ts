import { baseProofLevel, type Item } from '../../core/evidence/index.ts';
import { NO_PURPOSE, type NumberedItem, originalPath, proofPurposes } from '../../core/manifest/index.ts';
import { derivedFrom, type Relations } from './derivatives.ts';
import { environmentModel } from './environment-model.ts';
import type { ExhibitTime } from './exhibit-time.ts';
import { mediaModel } from './media-model.ts';
import type { CardModel, ExhibitModel, LabelledRow, PictureModel } from './page-model.ts';
import type { PreparedMedia } from './prepare-media.ts';
import { timeRow, timeShort } from './time-wording.ts';
import { type DatedTranscript, transcriptModel } from './transcript-model.ts';
import {
  exhibitName,
  exhibitSource,
  exhibitTime,
  mediaTypeName,
  proofLevelNames,
  shorten,
  sizeText,
} from './wording.ts';

/** What became of an item's picture: the one-page PDF's place and size, or what is printed instead and why. */
export type PreparedPicture =
  | { readonly path: string; readonly widthPx: number; readonly heightPx: number }
  | { readonly media: PreparedMedia }
  | { readonly isEnvironmentReport: true }
  | { readonly reason: CardReason };

export type CardReason = 'not-a-picture' | 'damaged' | 'too-large' | 'unsupported' | 'crashed';

/** What is known of an exhibit beside itself. */
export interface AboutExhibit {
  readonly relations: Relations;
  readonly transcript: DatedTranscript | undefined;
  readonly time: ExhibitTime;
}

const NOTE_CHARACTERS = 240;
const CAPTION_TITLE_CHARACTERS = 120;
const CATALOGUE_TITLE_CHARACTERS = 48;
/** Content width of a portrait page in points: narrower pictures gain nothing from a turned page. */
const PORTRAIT_WIDTH_PT = 470;
const WIDE_RATIO = 1.15;

/** One exhibit as the catalogue and its own page print it. */
export function exhibitModel(
  numbered: NumberedItem<Item>,
  prepared: PreparedPicture,
  about: AboutExhibit,
): ExhibitModel {
  const { relations, transcript, time } = about;
  const { item, number } = numbered;
  const name = exhibitName(item);
  const picture = 'path' in prepared ? pictureModel(prepared, `证据 ${number} ${name}`) : null;
  return {
    target: exhibitTarget(number),
    number,
    name,
    source: `${exhibitSource(item, CATALOGUE_TITLE_CHARACTERS, relations)}，${exhibitTime(item)}`,
    purpose: purposeOf(item),
    level: proofLevelNames[baseProofLevel(item.provenance)],
    time: timeShort(time),
    bookmark: `${number}　${name}`,
    caption: captionRows(item, about),
    picture,
    card: 'reason' in prepared ? cardModel(numbered, prepared.reason) : null,
    media:
      'media' in prepared
        ? mediaModel(numbered, prepared.media, about)
        : 'isEnvironmentReport' in prepared
          ? environmentModel(numbered, time)
          : null,
    transcript: transcript === undefined ? null : transcriptModel(numbered, transcript),
  };
}

/** Label that links to an exhibit lead to. */
export function exhibitTarget(number: string): string {
  return `ex-${number}`;
}

function pictureModel(
  picture: { readonly path: string; readonly widthPx: number; readonly heightPx: number },
  description: string,
): PictureModel {
  const { path, widthPx, heightPx } = picture;
  const isWide = widthPx > PORTRAIT_WIDTH_PT && widthPx > heightPx * WIDE_RATIO;
  return { path, widthPx, heightPx, isWide, description };
}

function purposeOf({ kind, source }: Item): string {
  if (kind !== null) return proofPurposes[kind];
  return source === 'environment-check' ? '取证时所用电脑与网络的情况' : NO_PURPOSE;
}

function captionRows(item: Item, { relations, time }: AboutExhibit): readonly LabelledRow[] {
  const note = item.note.trim().replace(/\s*\r?\n\s*/g, ' / ');
  return [
    { label: '时间', value: exhibitTime(item), style: 'text' },
    timeRow(time),
    { label: '来源', value: exhibitSource(item, CAPTION_TITLE_CHARACTERS, relations), style: 'text' },
    ...derivedFrom(item, relations),
    { label: 'SHA-256 前 16 位', value: item.sha256.slice(0, 16), style: 'mono' },
    ...(note === ''
      ? []
      : [{ label: '提交人备注', value: shorten(note, NOTE_CHARACTERS), style: 'text' as const }]),
  ];
}

function cardModel(numbered: NumberedItem<Item>, reason: CardReason): CardModel {
  const { item, number } = numbered;
  const path = originalPath({ number, kind: item.kind, sha256: item.sha256, mediaType: item.mediaType });
  const named = item.provenance.source === 'import' ? item.provenance.import.fileName : undefined;
  return {
    title: mediaTypeName(item.mediaType),
    rows: [
      ...(named === undefined
        ? []
        : [{ label: '原文件名', value: shorten(named, CAPTION_TITLE_CHARACTERS), style: 'text' as const }]),
      { label: '大小', value: sizeText(item.sizeBytes), style: 'text' },
      { label: 'SHA-256', value: item.sha256, style: 'digest' },
      { label: '在证据包中', value: path, style: 'mono' },
    ],
    notice: cardNotice(item, reason),
  };
}

function cardNotice(item: Item, reason: CardReason): string {
  const where = '请在证据包中按上面的位置打开原文件';
  if (reason === 'damaged') return `这张图片不完整或已损坏，无法印出。${where}核对。`;
  if (reason === 'too-large') return `这张图片过大，无法印出。${where}查看。`;
  if (reason === 'crashed') return `处理这张图片时出错，没有印出。${where}查看。`;
  const type = item.mediaType;
  if (type === 'application/pdf') return `本版卷宗不展开导入的 PDF。${where}阅读。`;
  if (type.startsWith('image/')) return `这种格式的图片无法印出。${where}，用看图软件查看。`;
  if (type.startsWith('text/')) return `${where}，用记事本等文本编辑器查看。`;
  if (type === 'application/octet-stream')
    return `未能识别这种文件，请不要直接运行。${where}，由懂技术的人查看。`;
  return `这种文件不在卷宗里展开。${where}查看。`;
}
