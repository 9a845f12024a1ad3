import type { MediaDescription } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';

export type ToolTab = 'frames' | 'marks' | 'transcript' | 'call' | 'trim';

/** The tabs an item has: what would always be empty, or would name a wrong original, is not offered. */
export function tabsOf(item: Item, media: MediaDescription, isPlayable: boolean): readonly ToolTab[] {
  const tabs: ToolTab[] = [];
  if (media.video !== null) tabs.push('frames');
  if (item.source === 'recording') tabs.push('marks');
  if (media.sound !== null || item.transcriptCueCount !== null) tabs.push('transcript');
  if (media.sound !== null || item.call !== null) tabs.push('call');
  if (isPlayable && item.source !== 'derivative') tabs.push('trim');
  return tabs;
}
