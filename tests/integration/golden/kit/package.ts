import type { EvidenceKind, ItemId } from '../../../../core/evidence/index.ts';
import { toHex } from '../../../../core/hex.ts';
import { canonicalBytes, formatTreeHead, type JsonValue } from '../../../../core/ledger/index.ts';
import {
  BAG_DECLARATION,
  checkpointPath,
  formatBagDescription,
  journalPath,
  originalPath,
  packagePaths,
  timestampPaths,
  transcriptFile,
  transcriptPath,
} from '../../../../core/manifest/index.ts';
import type { OrderFacts } from '../../../../core/orders/index.ts';
import type { CallFacts, Transcript } from '../../../../core/transcripts/index.ts';
import { type BagFiles, type OpenedBag, sha256 } from './archive.ts';
import type { GoldenToken } from './authority.ts';
import { type GoldenKey, signHead } from './keys.ts';
import { chainLedger, type EntryDraft, type GoldenLedger } from './ledger.ts';

export interface PlannedCheckpoint {
  readonly size: number;
  readonly key: GoldenKey;
  /** Tokens over its text. */
  readonly stamp: (note: Buffer) => Promise<readonly GoldenToken[]>;
  /** Instead of the note that the key makes. */
  readonly note?: (ledger: GoldenLedger) => string;
}

/** Everything that a package of the golden order follows from. */
export interface PackagePlan {
  readonly lockerId: string;
  readonly orderId: string;
  readonly drafts: readonly EntryDraft[];
  readonly originals: ReadonlyMap<ItemId, Buffer>;
  readonly journals: ReadonlyMap<ItemId, Buffer>;
  readonly numbers: ReadonlyMap<ItemId, string>;
  readonly checkpoints: readonly PlannedCheckpoint[];
  /** Entries under the head; all when absent. */
  readonly headSize?: number;
}

interface PlannedItem {
  readonly seq: number;
  readonly payload: Extract<EntryDraft, { kind: 'item-sealed' }>['payload'];
  kind: EvidenceKind | null;
  orderId: string | null;
  note: string;
  call: CallFacts | null;
  transcript: Transcript | null;
}

export const DOSSIER = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n' +
    'xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\n' +
    'startxref\n107\n%%EOF\n',
);

const json = (value: unknown) => Buffer.from(canonicalBytes(value as JsonValue));

/** The files of the package that the plan describes, in the archive's order; manifests are made when it is packed. */
export async function planPackage(plan: PackagePlan): Promise<OpenedBag & { readonly ledger: GoldenLedger }> {
  const ledger = chainLedger(plan.drafts, plan.lockerId);
  const packaged = ledger.entries.filter(({ isPackaged }) => isPackaged);
  const headSize = plan.headSize ?? ledger.tree.size;
  const tree = chainLedger(plan.drafts.slice(0, headSize), plan.lockerId).tree;
  const head = ledger.headAt(headSize);
  const { items, facts } = replay(plan);
  const beside: BagFiles = new Map();
  const originals: BagFiles = new Map();
  const exhibits = [...items]
    .filter(([, { orderId }]) => orderId === plan.orderId)
    .map(([itemId, item]) => exhibitOf(plan, itemId, item, { originals, beside }));
  exhibits.sort((left, right) => (left.number < right.number ? -1 : 1));
  const fixedUntilUtc = packaged.at(-1)?.at ?? '';
  const files: BagFiles = new Map([
    [packagePaths.declaration, Buffer.from(BAG_DECLARATION)],
    [packagePaths.description, Buffer.from(descriptionOf(plan, fixedUntilUtc))],
    [packagePaths.manifest, Buffer.alloc(0)],
    [packagePaths.tagManifest, Buffer.alloc(0)],
    [packagePaths.manifestSignature, Buffer.alloc(0)],
    [packagePaths.dossier, DOSSIER],
    [packagePaths.instructions, Buffer.from('样例：见 docs/package.md。\n')],
    [packagePaths.verifyPage, Buffer.from('<!doctype html><title>stand-in</title>\n')],
    [
      packagePaths.evidenceIndex,
      json({
        format: 'liuhen-evidence-index/1',
        origin: ledger.origin,
        fixedUntilUtc,
        order: { id: plan.orderId, facts },
        dossier: { path: packagePaths.dossier, sha256: sha256(DOSSIER), pageCount: 1 },
        exhibits,
      }),
    ],
    [packagePaths.entries, Buffer.concat(packaged.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]))],
    [
      packagePaths.proofs,
      json({
        format: 'liuhen-inclusion-proofs/1',
        proofs: packaged.map(({ seq }) => ({ seq, siblings: tree.inclusionProof(seq).map(toHex) })),
      }),
    ],
    [packagePaths.treeHead, Buffer.from(formatTreeHead(head))],
  ]);
  await addProofs(files, plan, ledger, headSize);
  for (const [path, bytes] of [...originals, ...beside]) files.set(path, bytes);
  return { folder: `liuhen-${plan.orderId}`, files, ledger };
}

function descriptionOf({ orderId }: PackagePlan, fixedUntilUtc: string): string {
  const payload = { sizeBytes: 0, fileCount: 0 };
  return formatBagDescription({ orderId, fixedUntilUtc, softwareAgent: 'liuhen golden', payload });
}

/** Checkpoints and tokens, each where it belongs; called after the head, before the originals. */
async function addProofs(
  files: BagFiles,
  { checkpoints, drafts, lockerId }: PackagePlan,
  ledger: GoldenLedger,
  headSize: number,
): Promise<void> {
  const headTree = chainLedger(drafts.slice(0, headSize), lockerId).tree;
  const notes = checkpoints.map(({ size, key, note }) => ({
    size,
    note: Buffer.from(note === undefined ? signHead(ledger.headAt(size), key) : note(ledger)),
  }));
  const list = checkpoints.map(({ size }) => ({
    size,
    path: checkpointPath(size),
    consistency: size === headSize ? [] : headTree.consistencyProof(size).map(toHex),
  }));
  files.set(packagePaths.checkpointList, json({ format: 'liuhen-checkpoints/1', checkpoints: list }));
  for (const { size, note } of notes) files.set(checkpointPath(size), note);
  const stamps: unknown[] = [];
  const tokenFiles: BagFiles = new Map();
  for (const [index, { size, stamp }] of checkpoints.entries()) {
    const tokens = await stamp(notes[index]?.note ?? Buffer.alloc(0));
    for (const [place, token] of tokens.entries()) {
      const paths = timestampPaths(size, place + 1);
      const chain = Buffer.from(token.chainPem);
      tokenFiles.set(paths.request, token.request);
      tokenFiles.set(paths.response, token.response);
      tokenFiles.set(paths.chain, chain);
      stamps.push({
        checkpoint: size,
        authority: token.authority,
        request: stated(paths.request, token.request),
        response: stated(paths.response, token.response),
        chain: stated(paths.chain, chain),
        token: token.facts,
      });
    }
  }
  files.set(packagePaths.timestampList, json({ format: 'liuhen-timestamps/1', timestamps: stamps }));
  for (const [path, bytes] of tokenFiles) files.set(path, bytes);
}

export function stated(path: string, bytes: Buffer) {
  return { path, sha256: sha256(bytes), sizeBytes: bytes.length };
}

function replay({ drafts, orderId }: PackagePlan) {
  const items = new Map<ItemId, PlannedItem>();
  let facts: OrderFacts | undefined;
  for (const [seq, draft] of drafts.entries()) {
    if (draft.isPackaged === false) continue;
    const { kind, payload } = draft as EntryDraft;
    if (kind === 'order-added' && payload.orderId === orderId) facts = payload.facts;
    if (kind === 'order-changed') facts = { ...facts, ...payload.facts } as OrderFacts;
    if (kind === 'item-sealed') {
      const nothing = { kind: null, orderId: null, note: '', call: null, transcript: null };
      items.set(payload.itemId, { seq, payload, ...nothing });
    }
    const item = 'itemId' in payload ? items.get(payload.itemId) : undefined;
    if (item === undefined) continue;
    if (kind === 'item-assigned') item.orderId = payload.orderId;
    if (kind === 'item-labelled') item.kind = payload.kind;
    if (kind === 'item-noted') item.note = payload.note;
    if (kind === 'call-described') item.call = payload.call;
    if (kind === 'item-transcribed') item.transcript = payload.transcript;
  }
  return { items, facts };
}

function exhibitOf(
  plan: PackagePlan,
  itemId: ItemId,
  { seq, payload, kind, note, call, transcript }: PlannedItem,
  { originals, beside }: { readonly originals: BagFiles; readonly beside: BagFiles },
) {
  const number = plan.numbers.get(itemId) ?? '';
  const { mediaType, sizeBytes, provenance } = payload;
  const path = originalPath({ number, kind, sha256: payload.sha256, mediaType });
  originals.set(path, plan.originals.get(itemId) ?? Buffer.alloc(0));
  const exhibit: Record<string, unknown> & { number: string } = {
    number,
    itemId,
    seq,
    sha256: payload.sha256,
    sizeBytes,
    mediaType,
    path,
    kind,
    note,
    provenance,
  };
  const journal = plan.journals.get(itemId);
  if (journal !== undefined) {
    beside.set(journalPath(number), journal);
    exhibit.journal = stated(journalPath(number), journal);
  }
  if (call !== null) exhibit.call = call;
  if (transcript !== null) {
    const words = Buffer.from(transcriptFile(transcript));
    beside.set(transcriptPath(number), words);
    exhibit.transcript = stated(transcriptPath(number), words);
  }
  return exhibit;
}
