import type { DerivativeFacts, EvidenceKind, Item, Provenance } from '../../../core/evidence/index.ts';
import type { Texts } from '../../locales/index.ts';
import { formatDuration, formatLocalTime, visibleText } from '../../ui/index.ts';

/** `E01 订单详情页截图`, or that it has no kind yet. */
export function kindName(kind: EvidenceKind | null, texts: Texts): string {
  return kind === null ? texts.evidence.labelUnset : `${kind} ${texts.domain.kinds[kind].name}`;
}

/** What stands for the picture where it cannot be seen: kind, how it came, when. Hidden characters are spelled out. */
export function altText(item: Item, texts: Texts): string {
  const time = formatLocalTime(item.capturedAtUtc);
  const origin = altOrigin(item.provenance, time, texts);
  return item.kind === null ? origin : texts.evidence.altKind(kindName(item.kind, texts), origin);
}

function altOrigin(provenance: Provenance, time: string, texts: Texts): string {
  switch (provenance.source) {
    case 'import':
      return texts.evidence.altImport(visibleText(provenance.import.fileName), time);
    case 'capture':
      return texts.evidence.altCapture(texts.capture.modes[provenance.capture.mode], time);
    case 'recording': {
      const { source, mediaDurationMs } = provenance.recording;
      return texts.evidence.altRecording(
        texts.recording.modes[source.mode],
        formatDuration(mediaDurationMs),
        time,
      );
    }
    case 'derivative':
      return texts.evidence.altDerivative(placeInOriginal(provenance.derivative), time);
    case 'environment-check':
      return texts.session.environment.alt(visibleText(provenance.check.domain ?? ''), time);
  }
}

/** `00:05:11` of the original, or `00:05:00 – 00:05:48`. */
export function placeInOriginal(derivative: DerivativeFacts): string {
  return derivative.how === 'frame'
    ? formatDuration(derivative.mediaMs)
    : `${formatDuration(derivative.fromMs)} – ${formatDuration(derivative.toMs)}`;
}

/** The window's title or the file's name: what a person would call it. Empty when neither is known. Untrusted. */
export function originName(item: Item): string {
  const { provenance } = item;
  switch (provenance.source) {
    case 'import':
      return provenance.import.fileName;
    case 'capture':
      return provenance.capture.window?.title ?? '';
    case 'recording':
      return provenance.recording.source.window?.title ?? '';
    case 'environment-check':
      return provenance.check.domain ?? '';
    case 'derivative':
      return '';
  }
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
