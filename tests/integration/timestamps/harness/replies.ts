import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl } from './openssl.ts';

/** What the authority states, and with which clock. */
export interface ReplyOptions {
  readonly policy: string;
  readonly otherPolicies: readonly string[];
  readonly accuracy: { readonly seconds: number; readonly milliseconds: number } | null;
  readonly digest: 'sha256' | 'sha384' | 'sha512';
  /** Whether the signing certificate is named by SHA-1 (ESSCertID) or SHA-256 (ESSCertIDv2). */
  readonly certificateReference: 'sha1' | 'sha256';
}

export function writeConfiguration(folder: string, options: ReplyOptions): void {
  const accuracy =
    options.accuracy === null
      ? ''
      : `accuracy = secs:${options.accuracy.seconds}, millisecs:${options.accuracy.milliseconds}`;
  const others =
    options.otherPolicies.length === 0 ? '' : `other_policies = ${options.otherPolicies.join(', ')}`;
  writeFileSync(join(folder, 'serial'), '1000\n');
  writeFileSync(
    join(folder, 'tsa.cnf'),
    `[ tsa ]
default_tsa = authority
[ authority ]
serial = serial
default_policy = ${options.policy}
${others}
digests = sha256, sha384, sha512
signer_digest = ${options.digest}
${accuracy}
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = ${options.certificateReference}
clock_precision_digits = 3
`,
  );
}

let number = 0;

/** What `openssl ts -reply` answers to a request. */
export async function reply(
  folder: string,
  requestBytes: Uint8Array,
  options: {
    readonly clock?: Date | undefined;
    readonly signer?: string;
    readonly sent?: string | null;
  } = {},
): Promise<Buffer> {
  number += 1;
  const path = join('replies', String(number));
  const signer = options.signer ?? 'signer';
  const sent = options.sent === undefined ? 'sent.pem' : options.sent;
  writeFileSync(join(folder, `${path}.tsq`), requestBytes);
  await openssl(
    folder,
    [
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-queryfile',
      `${path}.tsq`,
      '-out',
      `${path}.tsr`,
      '-signer',
      `${signer}.crt`,
      '-inkey',
      `${signer}.key`,
      ...(sent === null ? [] : ['-chain', sent]),
    ],
    { clock: options.clock },
  );
  return readFileSync(join(folder, `${path}.tsr`));
}

/** A request over any digest, with or without nonce, as `openssl ts -query` writes it. */
export async function query(
  folder: string,
  digestHex: string,
  options: {
    readonly algorithm?: 'sha256' | 'sha384' | 'sha512';
    readonly policy?: string;
    readonly hasNonce?: boolean;
  } = {},
): Promise<Buffer> {
  return openssl(folder, [
    'ts',
    '-query',
    '-digest',
    digestHex,
    `-${options.algorithm ?? 'sha256'}`,
    '-cert',
    ...(options.policy === undefined ? [] : ['-tspolicy', options.policy]),
    ...(options.hasNonce === false ? ['-no_nonce'] : []),
  ]);
}

/** The signed content of a response: a TSTInfo. */
export async function contentOf(folder: string, response: Uint8Array): Promise<Buffer> {
  number += 1;
  const path = join('replies', String(number));
  writeFileSync(join(folder, `${path}.tsr`), response);
  await openssl(folder, [
    'ts',
    '-reply',
    '-config',
    'tsa.cnf',
    '-in',
    `${path}.tsr`,
    '-token_out',
    '-out',
    `${path}.tst`,
  ]);
  return openssl(folder, ['cms', '-verify', '-noverify', '-nosigs', '-inform', 'DER', '-in', `${path}.tst`]);
}

/** How to sign a TSTInfo as `openssl ts` would not. */
export interface Signing {
  readonly signers: readonly string[];
  /** PEM file of certificates to send along. */
  readonly sent?: string;
  readonly digest?: 'sha256' | 'sha384' | 'sha512' | 'sha1';
  readonly isPss?: boolean;
  readonly hasCertificateReference?: boolean;
  readonly contentType?: string;
}

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** A granted response around any content, signed with `openssl cms`: for what `openssl ts` refuses to sign. */
export async function sign(folder: string, content: Uint8Array, signing: Signing): Promise<Buffer> {
  number += 1;
  const path = join('replies', `${number}.der`);
  writeFileSync(join(folder, path), content);
  const token = await openssl(folder, [
    'cms',
    '-sign',
    '-binary',
    '-nodetach',
    '-nosmimecap',
    '-in',
    path,
    '-outform',
    'DER',
    '-econtent_type',
    signing.contentType ?? TST_INFO,
    '-md',
    signing.digest ?? 'sha256',
    ...(signing.hasCertificateReference === false ? [] : ['-cades']),
    ...(signing.sent === undefined ? [] : ['-certfile', signing.sent]),
    ...signing.signers.flatMap((name) => [
      '-signer',
      `${name}.crt`,
      '-inkey',
      `${name}.key`,
      ...(signing.isPss === true
        ? ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest']
        : []),
    ]),
  ]);
  return granted(token);
}

/** TimeStampResp around a token. */
export function granted(token: Uint8Array): Buffer {
  return der(0x30, [der(0x30, [Buffer.from([0x02, 0x01, 0x00])]), token]);
}

/** TimeStampResp without a token: status rejection, failure badAlg. */
export function refusal(): Buffer {
  return der(0x30, [der(0x30, [Buffer.from([0x02, 0x01, 0x02, 0x03, 0x02, 0x07, 0x80])])]);
}

/** One DER element. */
export function der(tag: number, content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const hex = body.length.toString(16);
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 + length.length]), length, body]);
}
