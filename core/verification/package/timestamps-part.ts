import { decodeTimestampList, type ListedTimestamp, packagePaths } from '../../manifest/index.ts';
import type { VerificationPlatform } from '../ports.ts';
import { checkToken } from '../proofs/token-check.ts';
import type { TrustedToken } from '../proofs/trusted-time.ts';
import type { Finding } from '../report.ts';
import { type MeasuredBag, textOf } from './bag-findings.ts';
import type { PackagedCheckpoint } from './checkpoints-part.ts';

export interface TimestampsPart {
  readonly trusted: readonly TrustedToken[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Finding[];
  readonly count: number;
  /** Paths that the list names, sound or not. */
  readonly paths: readonly string[];
}

/** Reads every token, and finds it to be over its checkpoint and to say what the list states. */
export async function checkTimestamps(
  bag: MeasuredBag,
  checkpoints: readonly PackagedCheckpoint[],
  listedSizes: ReadonlySet<number>,
  trustedRoots: ReadonlySet<string>,
  platform: VerificationPlatform,
): Promise<TimestampsPart> {
  const subject = packagePaths.timestampList;
  const nothing = { trusted: [], notChecked: [], count: 0, paths: [] };
  const decoded = decodeTimestampList(bag.texts.get(subject) ?? new Uint8Array());
  if (!decoded.ok) {
    const detail = `时间戳的清单不合格式：${decoded.error.message}`;
    return { ...nothing, findings: [{ code: 'TIMESTAMP_LIST_INVALID', subject, detail }] };
  }
  const listed = decoded.value.timestamps;
  const paths = listed.flatMap(({ request, response, chain }) => [request.path, response.path, chain.path]);
  const stray = listed.find((one) => !listedSizes.has(one.checkpoint) || !isAsStated(bag, one));
  if (stray !== undefined) {
    const detail = '时间戳的清单与文件对不上：文件不在、与清单所记的 SHA-256 不符，或没有它所说的检查点。';
    const finding = { code: 'TIMESTAMP_LIST_INVALID', subject: stray.response.path, detail };
    return { ...nothing, paths, findings: [finding] };
  }
  const bySize = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]));
  const trusted: TrustedToken[] = [];
  const findings: Finding[] = [];
  const notChecked: Finding[] = [];
  for (const one of listed) {
    const checkpoint = bySize.get(one.checkpoint);
    // A checkpoint that was refused has its own line; what a token over it says helps nobody.
    if (checkpoint === undefined) continue;
    const checked = await checkToken(
      {
        stamped: checkpoint.bytes,
        requestBytes: bag.texts.get(one.request.path) ?? new Uint8Array(),
        responseBytes: bag.texts.get(one.response.path) ?? new Uint8Array(),
        chainPem: textOf(bag, one.chain.path) ?? '',
        stated: one.token,
        authority: one.authority.name,
        subject: one.response.path,
      },
      trustedRoots,
      platform,
    );
    const { size } = checkpoint;
    const { name } = one.authority;
    if (checked.state === 'refused') findings.push(checked.finding);
    else if (checked.state === 'untrusted') notChecked.push(checked.notChecked);
    else trusted.push({ size, authority: name, facts: checked.facts, receivedSeq: undefined });
  }
  return { trusted, findings, notChecked, count: listed.length, paths };
}

function isAsStated(bag: MeasuredBag, { request, response, chain }: ListedTimestamp): boolean {
  return [request, response, chain].every(({ path, sha256, sizeBytes }) => {
    const file = bag.files.get(path);
    return file?.sha256 === sha256 && file.sizeBytes === sizeBytes;
  });
}
