import type { LedgerEntry } from '../../core/ledger/index.ts';
import type { Finding } from '../../core/verification/index.ts';
import { examineLockerObject, type ObjectListing } from '../locker/index.ts';
import type { RecordingsCheck } from './recording-findings.ts';
import type { Steps } from './steps.ts';

/** An object as the ledger names it. */
export interface NamedObject {
  readonly sha256: string;
  readonly sizeBytes: number | undefined;
  readonly itemIds: readonly string[];
}

/**
 * Objects in the order in which the ledger first names them: of each item its content, of a recording its journal, of a
 * time stamp request, response and chain. What only removed items had is not named any more.
 */
export function namedObjects(entries: readonly LedgerEntry[]): readonly NamedObject[] {
  const removed = new Set(
    entries.map(({ kind, payload }) => (kind === 'item-removed' ? payload.itemId : undefined)),
  );
  const found = new Map<string, { sha256: string; sizeBytes: number; itemIds: string[] }>();
  const name = ({ sha256, sizeBytes }: { sha256: string; sizeBytes: number }, itemId?: string) => {
    const known = found.get(sha256) ?? { sha256, sizeBytes, itemIds: [] };
    if (itemId !== undefined) known.itemIds.push(itemId);
    found.set(sha256, known);
  };
  for (const { kind, payload } of entries) {
    if (kind === 'timestamp-received') for (const part of partsOfTimestamp) name(payload[part]);
    if (kind !== 'item-sealed' || removed.has(payload.itemId)) continue;
    name(payload, payload.itemId);
    if (payload.provenance.source === 'recording') name(payload.provenance.recording.journal, payload.itemId);
  }
  return [...found.values()];
}

const partsOfTimestamp = ['request', 'response', 'chain'] as const;

/**
 * Reads every object to its end and compares it with its name and size; `recordings` sees the bytes on the way. Stops
 * when cancelled.
 */
export function findObjectDamage(
  directory: string,
  objects: readonly NamedObject[],
  steps: Steps,
  recordings?: RecordingsCheck,
): readonly Finding[] {
  const findings: Finding[] = [];
  objects.forEach((object, at) => {
    steps.advance('核对原件', at, objects.length);
    const finding = examine(directory, object, recordings?.observe(object.sha256));
    if (finding === undefined) recordings?.objectIsIntact(object.sha256);
    else findings.push(finding);
  });
  steps.advance('核对原件', objects.length, objects.length);
  return findings;
}

function examine(
  directory: string,
  object: NamedObject,
  onBytes: ((bytes: Uint8Array) => void) | undefined,
): Finding | undefined {
  const { sha256, sizeBytes, itemIds } = object;
  const whose = itemIds.length === 0 ? '' : `（证据 ${itemIds.join('、')}）`;
  const about = (code: string, detail: string) => ({
    code,
    subject: sha256,
    detail: `原件${whose}${detail}`,
  });
  const found = examineLockerObject(directory, sha256, onBytes);
  switch (found.state) {
    case 'missing':
      return about('OBJECT_MISSING', '不见了。');
    case 'unreadable':
      return about('OBJECT_UNREADABLE', `读不出来（${found.cause}）。`);
    case 'damaged':
      return sizeBytes === undefined || found.sizeBytes === sizeBytes
        ? about('OBJECT_HASH_MISMATCH', '的内容与固定时的哈希不符：被改过或已损坏。')
        : about('OBJECT_SIZE_MISMATCH', `应有 ${sizeBytes} 字节，实际 ${found.sizeBytes} 字节。`);
    case 'intact':
      return undefined;
  }
}

/**
 * Files that no entry names. A commit that was cut short between object and entry leaves one behind, so they are no
 * damage: they are told as not checked, and never removed by verification.
 */
export function unknownObjects(listing: ObjectListing, named: readonly NamedObject[]): readonly Finding[] {
  const known = new Set(named.map(({ sha256 }) => sha256));
  const orphans = listing.objects.filter((sha256) => !known.has(sha256));
  const detail = '原件文件夹里有账本没有提到的文件：可能是固定到一半时断电留下的，不属于任何证据。';
  return [...orphans, ...listing.strays].map((subject) => ({ code: 'OBJECT_UNKNOWN', subject, detail }));
}
