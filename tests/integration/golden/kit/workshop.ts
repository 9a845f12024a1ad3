import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../../../core/assert.ts';
import type { TreeHead } from '../../../../core/ledger/index.ts';
import { openssl, query, refusal, reply, sign } from '../../timestamps/harness/index.ts';
import { packBag, sha256 } from './archive.ts';
import { type GoldenAuthority, type GoldenToken, makeAuthority } from './authority.ts';
import { type GoldenKey, manifestSigner, ownKey, signHead } from './keys.ts';
import { type PackagePlan, type PlannedCheckpoint, planPackage } from './package.ts';
import { FIRST_CHECKPOINT, goldenPlan } from './sample.ts';

export const STAMPED_AT = new Date('2026-11-23T07:00:00Z');
const OID_OF_OTHER_POLICY = Buffer.from('06092b06010401868d1f02', 'hex');

/** Authorities and what can be done with them; everything that samples are made with. */
export interface Workshop {
  readonly first: GoldenAuthority;
  readonly second: GoldenAuthority;
  /** In nobody's list of roots. */
  readonly stranger: GoldenAuthority;
  /** Of its signer's certificate: for TLS. */
  readonly wrongPurpose: GoldenAuthority;
  /** Its signer's certificate ended before the stamp. */
  readonly expired: GoldenAuthority;
}

export async function openWorkshop(folder: string): Promise<Workshop> {
  const at = (name: string) => join(folder, name);
  return {
    first: await makeAuthority({ folder: at('first'), name: '样例时间戳机构一' }),
    second: await makeAuthority({ folder: at('second'), name: '样例时间戳机构二' }),
    stranger: await makeAuthority({ folder: at('stranger'), name: '没有人信任的机构' }),
    wrongPurpose: await makeAuthority({ folder: at('wrong-purpose'), name: '网站证书', purpose: 'tls' }),
    expired: await makeAuthority({
      folder: at('expired'),
      name: '证书过期的机构',
      signerValidity: { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-06-01T00:00:00Z') },
    }),
  };
}

export type Stamp = (note: Buffer) => Promise<readonly GoldenToken[]>;

export const noStamp: Stamp = async () => [];

export function stampsOf(...authorities: readonly GoldenAuthority[]): Stamp {
  return async (note) => Promise.all(authorities.map((authority) => authority.stamp(note, STAMPED_AT)));
}

/** A stamp whose token is spoilt after it was made. */
export function spoiltStamp(
  authority: GoldenAuthority,
  spoil: (token: GoldenToken, note: Buffer) => Promise<GoldenToken> | GoldenToken,
): Stamp {
  return async (note) => [await spoil(await authority.stamp(note, STAMPED_AT), note)];
}

/** The golden order with two checkpoints, the second over all entries. */
export function plannedWith(
  workshop: Workshop,
  last: Stamp,
  changes: Partial<PackagePlan> & {
    readonly lastKey?: GoldenKey;
    readonly lastNote?: PlannedCheckpoint['note'];
  } = {},
): PackagePlan {
  const { lastKey = ownKey, lastNote, ...plan } = changes;
  const drafts = plan.drafts ?? goldenPlan.drafts;
  const checkpoints: readonly PlannedCheckpoint[] = [
    { size: FIRST_CHECKPOINT, key: ownKey, stamp: stampsOf(workshop.first) },
    {
      size: drafts.length,
      key: lastKey,
      stamp: last,
      ...(lastNote === undefined ? {} : { note: lastNote }),
    },
  ];
  return { ...goldenPlan, checkpoints, ...plan };
}

/** A package of a plan, signed by a key, or by nobody. */
export async function packPlan(plan: PackagePlan, key: GoldenKey | null = ownKey): Promise<Buffer> {
  const bag = await planPackage(plan);
  return packBag(bag, key === null ? 'removed' : manifestSigner(bag.ledger.origin, key));
}

/** A note that bears a key's id and another key's signature. */
export function noteWithForeignSignature(head: TreeHead, named: GoldenKey, signer: GoldenKey): string {
  const [own, other] = [signHead(head, named), signHead(head, signer)];
  const blobOf = (note: string) => Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64');
  const blob = Buffer.concat([blobOf(own).subarray(0, 4), blobOf(other).subarray(4)]);
  return own.replace(/[^ ]+\n$/, `${blob.toString('base64')}\n`);
}

/** A token made by another signer of the authority, with the chain that is given. */
export async function signedBy(
  authority: GoldenAuthority,
  token: GoldenToken,
  signer: string,
  chain: readonly string[],
): Promise<GoldenToken> {
  const response = await reply(authority.folder, token.request, {
    clock: STAMPED_AT,
    signer,
    sent: chain.length > 1 ? 'sent.pem' : null,
  });
  return {
    ...token,
    response,
    chainPem: chain.map((name) => readFileSync(join(authority.folder, `${name}.crt`), 'utf8')).join(''),
  };
}

/** The TSTInfo of a granted response. `openssl ts -reply -token_out` does not read its own tokens with ECDSA. */
async function signedContent(folder: string, response: Buffer): Promise<Buffer> {
  const status = response.indexOf(Buffer.from('3003020100', 'hex'));
  invariant(status >= 2 && status <= 5, 'the response is granted, and its token follows');
  writeFileSync(join(folder, 'token.der'), response.subarray(status + 5));
  return openssl(folder, ['cms', '-verify', '-noverify', '-nosigs', '-inform', 'DER', '-in', 'token.der']);
}

/** The content of one authority's token under another's signature. */
export async function resigned(
  authority: GoldenAuthority,
  other: GoldenAuthority,
  token: GoldenToken,
): Promise<GoldenToken> {
  const content = await signedContent(authority.folder, token.response);
  const response = await sign(other.folder, content, {
    signers: ['signer'],
    sent: join(other.folder, 'sent.pem'),
  });
  return {
    ...token,
    authority: { ...token.authority, name: other.name },
    response,
    chainPem: other.chainPem,
  };
}

/** An answer to another request over the same bytes. */
export async function answeredElsewhere(
  authority: GoldenAuthority,
  token: GoldenToken,
  note: Buffer,
): Promise<GoldenToken> {
  const request = await query(authority.folder, sha256(note));
  return { ...token, request };
}

/** The request asked for another policy than the answer has. */
export async function otherPolicy(
  authority: GoldenAuthority,
  token: GoldenToken,
  note: Buffer,
): Promise<GoldenToken> {
  const request = await query(authority.folder, sha256(note), { policy: '1.3.6.1.4.1.99999.2' });
  const at = request.indexOf(OID_OF_OTHER_POLICY.subarray(0, 8));
  invariant(at > 0, 'the request names the policy');
  const length = 2 + (request[at + 1] ?? 0);
  const plain = Buffer.concat([request.subarray(0, at), request.subarray(at + length)]);
  plain[1] = (plain[1] ?? 0) - length;
  const response = await reply(authority.folder, plain, { clock: STAMPED_AT });
  return { ...token, request, response };
}

export const refusedAnswer: Buffer = refusal();
