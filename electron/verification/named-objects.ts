import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { SealedItem } from '../../core/verification/index.ts';

/** An object as the ledger names it. */
export interface NamedObject {
  readonly sha256: string;
  readonly sizeBytes: number | undefined;
  readonly itemIds: readonly string[];
  /** What it is, in a report. */
  readonly what: '原件' | '时间戳文件';
  /** Recordings whose file it is. */
  readonly recordings: readonly SealedItem[];
}

export interface NamedObjects {
  /** Objects that must be there, in the order in which the ledger first names them. */
  readonly objects: readonly NamedObject[];
  /** Objects that only removed items had: they are rightly gone. */
  readonly removed: ReadonlySet<string>;
  /** Items that are not removed, in the ledger's order. */
  readonly items: readonly ItemSealed[];
}

export type ItemSealed = Extract<LedgerEntry, { readonly kind: 'item-sealed' }>;

type Growing = { -readonly [Member in keyof NamedObject]: NamedObject[Member] } & {
  itemIds: string[];
  recordings: SealedItem[];
};

/** Of each item its content, of a recording its journal, of a time stamp the three files; without those of removed items. */
export function namedObjects(entries: readonly LedgerEntry[]): NamedObjects {
  const tombstones = new Map(
    entries.flatMap(({ kind, payload }) =>
      kind === 'item-removed' ? [[payload.itemId, payload.sha256] as const] : [],
    ),
  );
  const isRemoved = ({ itemId, sha256 }: SealedItem) => tombstones.get(itemId) === sha256;
  const found = new Map<string, Growing>();
  const removed = new Set<string>();
  const items: ItemSealed[] = [];
  const name = (
    { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
    what: NamedObject['what'],
  ) => {
    const named = found.get(sha256) ?? { sha256, sizeBytes, itemIds: [], what, recordings: [] };
    found.set(sha256, named);
    return named;
  };
  for (const entry of entries) {
    if (entry.kind === 'timestamp-received') {
      const { request, response, chain } = entry.payload;
      for (const object of [request, response, chain]) name(object, '时间戳文件');
    }
    if (entry.kind !== 'item-sealed') continue;
    const { payload } = entry;
    if (isRemoved(payload)) {
      for (const { sha256 } of objectsOf(payload)) removed.add(sha256);
      continue;
    }
    items.push(entry);
    for (const object of objectsOf(payload)) name(object, '原件').itemIds.push(payload.itemId);
    if (payload.provenance.source === 'recording') found.get(payload.sha256)?.recordings.push(payload);
  }
  for (const sha256 of found.keys()) removed.delete(sha256);
  return { objects: [...found.values()], removed, items };
}

function objectsOf({ sha256, sizeBytes, provenance }: SealedItem) {
  const own = { sha256, sizeBytes };
  return provenance.source === 'recording' ? [own, provenance.recording.journal] : [own];
}
