import type { EvidenceKind, Item } from '../../../core/evidence/index.ts';
import type { Texts } from '../../locales/index.ts';
import { formatLocalTime, visibleText } from '../../ui/index.ts';

/** `E01 订单详情页截图`, or that it has no kind yet. */
export function kindName(kind: EvidenceKind | null, texts: Texts): string {
  return kind === null ? texts.evidence.labelUnset : `${kind} ${texts.domain.kinds[kind].name}`;
}

/** What stands for the picture where it cannot be seen: kind, how it came, when. Hidden characters are spelled out. */
export function altText(item: Item, texts: Texts): string {
  const time = formatLocalTime(item.capturedAtUtc);
  const { provenance } = item;
  const origin =
    provenance.source === 'import'
      ? texts.evidence.altImport(visibleText(provenance.import.fileName), time)
      : texts.evidence.altCapture(texts.capture.modes[provenance.capture.mode], time);
  return item.kind === null ? origin : texts.evidence.altKind(kindName(item.kind, texts), origin);
}

/** The window's title or the file's name: what a person would call it. Empty when neither is known. Untrusted. */
export function originName(item: Item): string {
  const { provenance } = item;
  if (provenance.source === 'import') return provenance.import.fileName;
  return provenance.capture.window?.title ?? '';
}

/** Path of the small picture. */
export function thumbnailUrl(itemId: string): string {
  return `/evidence/${itemId}/thumbnail`;
}

/** Path of the original bytes. */
export function originalUrl(itemId: string): string {
  return `/evidence/${itemId}/original`;
}

/** Whether the window can show the original itself. */
export function isShownAsPicture(item: Item): boolean {
  return /^image\/(?:png|jpeg|webp|gif)$/.test(item.mediaType);
}
