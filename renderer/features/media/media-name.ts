import type { Item } from '../../../core/evidence/index.ts';
import type { Texts } from '../../locales/index.ts';
import { formatLocalTime, visibleText } from '../../ui/index.ts';

/** What a person would call a recording: the file's name, or when it was recorded. Hidden characters are spelled out. */
export function mediaName({ provenance, capturedAtUtc }: Item, texts: Texts): string {
  switch (provenance.source) {
    case 'import':
      return visibleText(provenance.import.fileName);
    case 'derivative':
      return texts.media.clipOf(formatLocalTime(capturedAtUtc));
    default:
      return texts.media.recordingOf(formatLocalTime(capturedAtUtc));
  }
}

/** Whether an item is sound or video, by what intake or the recorder found it to be. */
export function isMedia({ mediaType }: Pick<Item, 'mediaType'>): boolean {
  return /^(?:video|audio)\//.test(mediaType);
}
