import { invariant } from '../assert.ts';
import { type EvidenceKind, type FactGroup, factGroupOf, type ItemId } from '../evidence/index.ts';
import type { ExhibitNumber } from './exhibit-number.ts';

/** What numbering needs to know of an item. */
export interface Numberable {
  readonly id: ItemId;
  readonly kind: EvidenceKind | null;
  /** Position of its `item-sealed` entry: the order inside a group. */
  readonly seq: number;
}

/** An item with its number in the dossier and the group of the 证据目录 that the number puts it in. */
export interface NumberedItem<Item extends Numberable> {
  readonly item: Item;
  readonly number: ExhibitNumber;
  readonly group: FactGroup;
  readonly position: number;
}

/**
 * Numbers items for a dossier, in the order they are printed: by group, then position. A number given by an earlier
 * export stays with its item for ever, even when the item's kind has changed since; new items take the next free
 * position of their group, in ledger order, and never a number that was given before.
 */
export function assignExhibitNumbers<Item extends Numberable>(
  items: readonly Item[],
  given: ReadonlyMap<ItemId, ExhibitNumber>,
): readonly NumberedItem<Item>[] {
  const highest = new Map<FactGroup, number>();
  for (const number of given.values()) {
    const { group, position } = parseExhibitNumber(number);
    highest.set(group, Math.max(highest.get(group) ?? 0, position));
  }
  const bySeq = [...items].sort((left, right) => left.seq - right.seq);
  const numbered = bySeq.map((item): NumberedItem<Item> => {
    const known = given.get(item.id);
    if (known !== undefined) return { item, number: known, ...parseExhibitNumber(known) };
    const group = factGroupOf(item.kind);
    const position = (highest.get(group) ?? 0) + 1;
    highest.set(group, position);
    return { item, number: `${group}-${position}`, group, position };
  });
  return numbered.sort((left, right) => left.group - right.group || left.position - right.position);
}

/** Group and position of a number that {@link assignExhibitNumbers} gave. */
export function parseExhibitNumber(number: ExhibitNumber): {
  readonly group: FactGroup;
  readonly position: number;
} {
  const match = /^([1-7])-([1-9]\d{0,4})$/.exec(number);
  invariant(match !== null, 'the ledger holds only numbers of groups 1 to 7');
  return { group: Number(match[1]) as FactGroup, position: Number(match[2]) };
}
