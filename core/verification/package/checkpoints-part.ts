import { parseSignedCheckpoint, type SignedCheckpoint } from '../../checkpoints/index.ts';
import { fromHex } from '../../hex.ts';
import { type TreeHead, verifyConsistency } from '../../ledger/index.ts';
import { type CheckpointList, decodeCheckpointList, packagePaths } from '../../manifest/index.ts';
import type { Finding } from '../report.ts';
import { type MeasuredBag, textOf } from './bag-findings.ts';

/** A signed head of the package that is a prefix of its tree. */
export interface PackagedCheckpoint {
  readonly size: number;
  readonly path: string;
  /** The signed note: what is time-stamped. */
  readonly bytes: Uint8Array;
  readonly signed: SignedCheckpoint;
}

export interface CheckpointsPart {
  readonly checkpoints: readonly PackagedCheckpoint[];
  /** Paths that the list names, sound or not. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
}

type Listed = CheckpointList['checkpoints'][number];

/** Reads the signed heads and finds each to be of this locker and a prefix of the package's tree (RFC 9162 section 2.1.4.2). */
export function readCheckpoints(bag: MeasuredBag, treeHead: TreeHead | undefined): CheckpointsPart {
  const subject = packagePaths.checkpointList;
  const invalid = (detail: string, paths: readonly string[] = []): CheckpointsPart => ({
    checkpoints: [],
    paths,
    findings: [{ code: 'CHECKPOINT_LIST_INVALID', subject, detail }],
  });
  const decoded = decodeCheckpointList(bag.texts.get(subject) ?? new Uint8Array());
  if (!decoded.ok) return invalid(`检查点的清单不合格式：${decoded.error.message}`);
  const listed = decoded.value.checkpoints;
  const paths = listed.map(({ path }) => path);
  if (treeHead === undefined) return { checkpoints: [], paths, findings: [] };
  if ((listed.at(-1)?.size ?? 0) > treeHead.size) {
    return invalid('清单里最后一个检查点比账本头还大：清单或账本头被换过。', paths);
  }
  const checkpoints: PackagedCheckpoint[] = [];
  const findings: Finding[] = [];
  for (const one of listed) {
    const read = readOne(bag, one, treeHead);
    if ('code' in read) findings.push(read);
    else checkpoints.push(read);
  }
  return { checkpoints, paths, findings };
}

function readOne(bag: MeasuredBag, listed: Listed, treeHead: TreeHead): PackagedCheckpoint | Finding {
  const { size, path, consistency } = listed;
  const about = (code: string, detail: string): Finding => ({ code, subject: path, detail });
  const parsed = parseSignedCheckpoint(textOf(bag, path) ?? '');
  if (!parsed.ok) return about(parsed.error.code, parsed.error.message);
  const { head } = parsed.value;
  if (head.origin !== treeHead.origin) return about('CHECKPOINT_FOREIGN', '检查点属于另一个证据库。');
  const isPrefix = verifyConsistency({
    oldSize: head.size,
    newSize: treeHead.size,
    oldRoot: head.root,
    newRoot: treeHead.root,
    proof: consistency.map(fromHex),
  });
  if (head.size !== size || !isPrefix) {
    const detail = '检查点与账本头对不上：两者不是同一本账的先后两个时刻，其中一个被改过或换过。';
    return about('CHECKPOINT_INCONSISTENT', detail);
  }
  return { size, path, bytes: bag.texts.get(path) ?? new Uint8Array(), signed: parsed.value };
}
