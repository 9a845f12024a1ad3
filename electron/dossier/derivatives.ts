import type { DerivativeFacts, Item, ItemId } from '../../core/evidence/index.ts';
import { beijingTimeShort, type ExhibitNumber } from '../../core/manifest/index.ts';
import { mediaTime, wallClockAt } from '../../core/recording/index.ts';
import type { LabelledRow } from './page-model.ts';

/** Which items of this order there are, by id: of anything else a dossier says nothing but its hash. */
export type Relations = ReadonlyMap<ItemId, { readonly number: ExhibitNumber; readonly item: Item }>;

/** Where a still or a stretch was taken from: an exhibit of the same order, or a file known only by its hash. */
export function derivativeSource(facts: DerivativeFacts, relations: Relations): string {
  const original = relations.get(facts.of);
  const what = original === undefined ? '不在本卷宗的录像' : `证据 ${original.number} `;
  if (facts.how === 'trim') {
    return `${what}的片段，${mediaTime(facts.fromMs)} 至 ${mediaTime(facts.toMs)}${clockOf(original?.item, facts.fromMs, undefined)}`;
  }
  return `取自${what}的 ${mediaTime(facts.mediaMs)}${clockOf(original?.item, facts.mediaMs, facts.utc)}`;
}

/** Rows that lead a reader from a derivative to its original; none for anything else. */
export function derivedFrom(item: Item, relations: Relations): readonly LabelledRow[] {
  if (item.provenance.source !== 'derivative') return [];
  const { of, ofSha256, how } = item.provenance.derivative;
  const original = relations.get(of);
  const about =
    original === undefined
      ? '原录像没有归入本订单，不在本卷宗和证据包里，只能凭下面的 SHA-256 辨认'
      : `证据 ${original.number}，完整收在本卷宗和证据包里${how === 'trim' ? '；片段只为方便查看，不代替原录像' : ''}`;
  return [
    { label: '原录像', value: about, style: 'text' },
    { label: '原录像哈希', value: ofSha256, style: 'digest' },
  ];
}

function clockOf(original: Item | undefined, mediaMs: number, knownUtc: string | undefined): string {
  const provenance = original?.provenance;
  const utc =
    knownUtc ??
    (provenance?.source === 'recording'
      ? wallClockAt(provenance.clock.utc, provenance.recording, mediaMs)
      : undefined);
  return utc === undefined ? '' : `（录制时刻 ${beijingTimeShort(utc)}，北京时间）`;
}
