import { sha256Hex } from '../../hex.ts';
import {
  canonicalBytes,
  equalBytes,
  type JsonValue,
  type LedgerEntry,
  type TreeHead,
} from '../../ledger/index.ts';
import {
  decodeEvidenceIndex,
  type EvidenceIndex,
  type IndexedExhibit,
  journalPath,
  originalPath,
  packagePaths,
  transcriptFile,
  transcriptPath,
} from '../../manifest/index.ts';
import type { Finding } from '../report.ts';
import type { MeasuredBag } from './bag-findings.ts';
import { type ReplayedItem, replayOrder } from './order-replay.ts';

export interface EvidenceFindings {
  readonly index: EvidenceIndex | undefined;
  readonly indexFindings: readonly Finding[];
  readonly originalFindings: readonly Finding[];
  readonly dossierFindings: readonly Finding[];
  /** As the entries leave them. */
  readonly items: ReadonlyMap<string, ReplayedItem>;
}

/** Files that every package may hold beside originals. */
const expectedPayload: ReadonlySet<string> = new Set([
  packagePaths.dossier,
  packagePaths.instructions,
  packagePaths.evidenceIndex,
  packagePaths.entries,
  packagePaths.proofs,
  packagePaths.treeHead,
]);

/**
 * Whether what the package shows is what the ledger sealed (P27): the index says of each exhibit exactly what the entries
 * say, each original is the object of its entry, and there is nothing beside them.
 */
export function findEvidenceDamage(
  bag: MeasuredBag,
  entries: readonly LedgerEntry[],
  treeHead: TreeHead | undefined,
  proofPaths: ReadonlySet<string>,
): EvidenceFindings {
  const decoded = decodeEvidenceIndex(bag.texts.get(packagePaths.evidenceIndex) ?? new Uint8Array());
  if (!decoded.ok) {
    const { code, message } = decoded.error;
    const finding = { code, subject: packagePaths.evidenceIndex, detail: message };
    const nothing = { originalFindings: [], dossierFindings: [], items: new Map() };
    return { index: undefined, indexFindings: [finding], ...nothing };
  }
  const index = decoded.value;
  const order = replayOrder(entries, index.order.id);
  const inOrder = [...order.items.values()].filter(({ orderId }) => orderId === index.order.id);
  return {
    index,
    indexFindings: [
      ...mismatch(
        'EVIDENCE_ORDER_MISMATCH',
        index.order.id,
        '订单信息',
        isSame(index.order.facts, order.facts) &&
          index.origin === treeHead?.origin &&
          index.fixedUntilUtc === order.lastEntryAtUtc,
      ),
      ...findExhibitDamage(index, order.items),
      ...mismatch(
        'EVIDENCE_MISSING',
        packagePaths.evidenceIndex,
        '证据件数',
        inOrder.length === index.exhibits.length,
      ),
    ],
    originalFindings: findOriginalDamage(bag, index, proofPaths),
    dossierFindings: findDossierDamage(bag, index),
    items: order.items,
  };
}

function findExhibitDamage(
  index: EvidenceIndex,
  items: ReadonlyMap<string, ReplayedItem>,
): readonly Finding[] {
  const numbers = new Set(index.exhibits.map(({ number }) => number));
  const ids = new Set(index.exhibits.map(({ itemId }) => itemId));
  const areDistinct = numbers.size === index.exhibits.length && ids.size === index.exhibits.length;
  return [
    ...mismatch('EVIDENCE_DUPLICATE', packagePaths.evidenceIndex, '证据编号', areDistinct),
    ...index.exhibits.flatMap((exhibit) =>
      mismatch(
        'EVIDENCE_MISMATCH',
        `exhibit:${exhibit.number}`,
        '这件证据',
        agrees(exhibit, items.get(exhibit.itemId), index),
      ),
    ),
  ];
}

function agrees(exhibit: IndexedExhibit, item: ReplayedItem | undefined, index: EvidenceIndex): boolean {
  if (item === undefined || item.orderId !== index.order.id) return false;
  const { sealed } = item;
  return (
    exhibit.seq === item.seq &&
    exhibit.sha256 === sealed.sha256 &&
    exhibit.sizeBytes === sealed.sizeBytes &&
    exhibit.mediaType === sealed.mediaType &&
    exhibit.kind === item.kind &&
    exhibit.note === item.note &&
    isSame(exhibit.provenance, sealed.provenance) &&
    exhibit.path === originalPath(exhibit) &&
    isSame(standingBeside(exhibit), expectedBeside(exhibit.number, item))
  );
}

function standingBeside({ journal, call, transcript }: IndexedExhibit) {
  return { journal: journal ?? null, call: call ?? null, transcript: transcript ?? null };
}

/** Journal, call and transcript of an exhibit as its entries make them. */
function expectedBeside(number: string, { sealed: { provenance }, call, transcript }: ReplayedItem) {
  const words = transcript === null ? undefined : transcriptFile(transcript);
  return {
    journal:
      provenance.source === 'recording'
        ? { path: journalPath(number), ...provenance.recording.journal }
        : null,
    call,
    transcript:
      words === undefined
        ? null
        : { path: transcriptPath(number), sha256: sha256Hex(words), sizeBytes: words.length },
  };
}

function findOriginalDamage(
  bag: MeasuredBag,
  index: EvidenceIndex,
  proofPaths: ReadonlySet<string>,
): readonly Finding[] {
  const paths = new Set([
    ...expectedPayload,
    ...proofPaths,
    ...index.exhibits.flatMap(({ path, journal, transcript }) => [
      path,
      ...(journal === undefined ? [] : [journal.path]),
      ...(transcript === undefined ? [] : [transcript.path]),
    ]),
  ]);
  return [
    ...index.exhibits.flatMap(({ path, sha256, number }): readonly Finding[] => {
      const file = bag.files.get(path);
      const subject = `exhibit:${number}`;
      if (file === undefined)
        return [{ code: 'ORIGINAL_MISSING', subject, detail: `原始文件 ${path} 不在证据包里。` }];
      if (file.sha256 === sha256) return [];
      return [
        { code: 'ORIGINAL_MISMATCH', subject, detail: `原始文件 ${path} 与账本里固定的 SHA-256 不符。` },
      ];
    }),
    ...[...bag.files.keys()]
      .filter((path) => path.startsWith('data/') && !paths.has(path))
      .map((subject) => ({
        code: 'FILE_NOT_EXPECTED',
        subject,
        detail: '不属于证据包的文件：是后来放进去的。',
      })),
  ];
}

function findDossierDamage(bag: MeasuredBag, index: EvidenceIndex): readonly Finding[] {
  const isSamePdf =
    index.dossier.path === packagePaths.dossier &&
    bag.files.get(packagePaths.dossier)?.sha256 === index.dossier.sha256;
  const findings = mismatch('DOSSIER_MISMATCH', packagePaths.dossier, '卷宗 PDF', isSamePdf);
  if (!bag.isDossierAppended) return findings;
  const detail = '卷宗 PDF 后面追加过内容（增量更新）：看到的可能不是导出时的那一份。';
  return [...findings, { code: 'DOSSIER_INCREMENTAL', subject: packagePaths.dossier, detail }];
}

function mismatch(code: string, subject: string, what: string, holds: boolean): readonly Finding[] {
  if (holds) return [];
  return [{ code, subject, detail: `${what}与账本记录不一致：索引、文件或账本条目被改过。` }];
}

function isSame(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  return equalBytes(canonicalBytes(left as JsonValue), canonicalBytes(right as JsonValue));
}
