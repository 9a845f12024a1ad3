import { toHex } from '../../core/hex.ts';
import { formatTreeHead } from '../../core/ledger/index.ts';
import { checkpointPath, encodeIndex, encodeProofList, packagePaths } from '../../core/manifest/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import { stampsOf } from './ledger-proofs.ts';

/** A file of the bag that is in memory. */
export interface SmallFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** `data/ledger/`: entries, proofs, head, and the signed heads with what links each to that head. */
export function ledgerFiles(ledger: OrderLedger): readonly SmallFile[] {
  return [
    { path: packagePaths.entries, bytes: entryLines(ledger) },
    { path: packagePaths.proofs, bytes: proofBytes(ledger) },
    { path: packagePaths.treeHead, bytes: text(formatTreeHead(ledger.treeHead)) },
    { path: packagePaths.checkpointList, bytes: checkpointListBytes(ledger) },
    ...ledger.checkpoints.map(({ checkpoint: { size, checkpoint } }) => ({
      path: checkpointPath(size),
      bytes: text(checkpoint),
    })),
  ];
}

/** `data/timestamps/timestamps.json`: what the ledger says of each token, and where its files are. */
export function timestampListFile(ledger: Pick<OrderLedger, 'checkpoints'>): SmallFile {
  const bytes = encodeProofList({
    format: 'liuhen-timestamps/1',
    timestamps: stampsOf(ledger).map(({ size, paths, held }) => ({
      checkpoint: size,
      authority: held.authority,
      request: { path: paths.request, ...held.request },
      response: { path: paths.response, ...held.response },
      chain: { path: paths.chain, ...held.chain },
      token: held.token,
    })),
  });
  return { path: packagePaths.timestampList, bytes };
}

function checkpointListBytes({ checkpoints }: OrderLedger): Uint8Array {
  return encodeProofList({
    format: 'liuhen-checkpoints/1',
    checkpoints: checkpoints.map(({ checkpoint: { size }, consistency }) => ({
      size,
      path: checkpointPath(size),
      consistency: consistency.map(toHex),
    })),
  });
}

/** Entries one a line. Canonical JSON holds no line feed, so the lines are the entries' bytes exactly. */
function entryLines(ledger: OrderLedger): Uint8Array {
  const lineFeed = new Uint8Array([0x0a]);
  return Buffer.concat(ledger.entries.flatMap(({ bytes }) => [bytes, lineFeed]));
}

function proofBytes(ledger: OrderLedger): Uint8Array {
  return encodeIndex({
    format: 'liuhen-inclusion-proofs/1',
    proofs: ledger.entries.map(({ seq, proof }) => ({ seq, siblings: proof.map(toHex) })),
  });
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
