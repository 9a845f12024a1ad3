import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl } from './openssl.ts';

/** Kinds of key that an authority may sign with; the whole chain has the same kind. */
export type KeyKind = 'rsa' | 'ec-p256' | 'ec-p384' | 'ec-p521';

/** From when to when a certificate is valid. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** What the signer's certificate says it is for. */
export type SignerPurpose =
  | 'time-stamping'
  | 'time-stamping-not-critical'
  | 'time-stamping-and-tls'
  | 'time-stamping-and-encryption'
  | 'tls'
  | 'none';

export interface ChainOptions {
  readonly folder: string;
  readonly name: string;
  readonly key: KeyKind;
  readonly hasIntermediate: boolean;
  readonly purpose: SignerPurpose;
  readonly signerValidity: Validity;
  readonly issuerValidity: Validity;
  /** False: the certificate above the signer is not one of an authority. */
  readonly isIssuerAuthority: boolean;
  /** Further lines of openssl's configuration for the issuer's certificate and the root's. */
  readonly issuerLines: string;
  readonly rootConstraints: string;
  readonly issuerKeyUsage: string;
}

const PURPOSES: Record<SignerPurpose, string> = {
  'time-stamping': 'extendedKeyUsage = critical, timeStamping',
  'time-stamping-not-critical': 'extendedKeyUsage = timeStamping',
  'time-stamping-and-tls': 'extendedKeyUsage = critical, timeStamping, serverAuth',
  'time-stamping-and-encryption': 'extendedKeyUsage = critical, timeStamping',
  tls: 'extendedKeyUsage = critical, serverAuth',
  none: '',
};

/** The folder then holds root, issuer, signer, selfsigned, forger, stranger, older and cross, each as `.crt` and `.key`. */
export async function makeChain(options: ChainOptions): Promise<void> {
  mkdirSync(join(options.folder, 'replies'), { recursive: true });
  writeFileSync(join(options.folder, 'ca.cnf'), caConfiguration(options));
  writeFileSync(join(options.folder, 'index.txt'), '');
  await issue(options, 'root', 'root', 'root', options.issuerValidity);
  if (options.hasIntermediate) await issue(options, 'issuer', 'root', 'issuer', options.issuerValidity);
  const above = options.hasIntermediate ? 'issuer' : 'root';
  await issue(options, 'signer', above, 'signer', options.signerValidity);
  await issue(options, 'selfsigned', 'selfsigned', 'timestamping', options.signerValidity);
  await forge(options, above);
  await crossSign(options);
  writeFileSync(
    join(options.folder, 'sent.pem'),
    certificates(options.folder, options.hasIntermediate ? ['issuer'] : ['root']),
  );
}

/** `stranger`: the signer's key and name under a certificate by `forger`, who bears the issuer's name and has another key. */
async function forge(options: ChainOptions, above: string): Promise<void> {
  const { folder, name } = options;
  copyFileSync(join(folder, 'selfsigned.key'), join(folder, 'forger.key'));
  copyFileSync(join(folder, 'signer.key'), join(folder, 'stranger.key'));
  await certify(options, 'forger', 'forger', 'root', options.issuerValidity, `${name} ${above}`);
  await certify(options, 'stranger', 'forger', 'timestamping', options.signerValidity, `${name} signer`);
}

/** `older`: a root of its own. `cross`: the root's key and name, certified by it. `sent-crossed.pem`: what is sent instead. */
async function crossSign(options: ChainOptions): Promise<void> {
  const { folder, name, hasIntermediate } = options;
  copyFileSync(join(folder, 'selfsigned.key'), join(folder, 'older.key'));
  copyFileSync(join(folder, 'root.key'), join(folder, 'cross.key'));
  await certify(options, 'older', 'older', 'root', options.issuerValidity, `${name} older`);
  await certify(options, 'cross', 'older', 'root', options.issuerValidity, `${name} root`);
  const sent = hasIntermediate ? ['cross', 'issuer'] : ['cross'];
  writeFileSync(join(folder, 'sent-crossed.pem'), certificates(folder, sent));
}

/** PEM of certificates, in the order of the names. */
export function certificates(folder: string, names: readonly string[]): string {
  return names.map((name) => readFileSync(join(folder, `${name}.crt`), 'utf8')).join('');
}

async function issue(
  options: ChainOptions,
  name: string,
  issuer: string,
  extensions: string,
  validity: Validity,
): Promise<void> {
  await openssl(options.folder, ['genpkey', ...keyArguments(options.key), '-out', `${name}.key`]);
  await certify(options, name, issuer, extensions, validity, `${options.name} ${name}`);
}

/** A certificate for a key that is there. */
async function certify(
  { folder, name: organisation }: ChainOptions,
  name: string,
  issuer: string,
  extensions: string,
  validity: Validity,
  commonName: string,
): Promise<void> {
  const subject = `/C=CN/O=${organisation}/CN=${commonName}`;
  await openssl(folder, [
    'req',
    '-new',
    '-utf8',
    '-config',
    'ca.cnf',
    '-key',
    `${name}.key`,
    '-subj',
    subject,
    '-out',
    `${name}.csr`,
  ]);
  const signing =
    issuer === name
      ? ['-selfsign', '-keyfile', `${name}.key`]
      : ['-cert', `${issuer}.crt`, '-keyfile', `${issuer}.key`];
  await openssl(folder, [
    'ca',
    '-batch',
    '-utf8',
    '-config',
    'ca.cnf',
    '-notext',
    ...signing,
    '-startdate',
    asn1Time(validity.from),
    '-enddate',
    asn1Time(validity.to),
    '-extensions',
    extensions,
    '-in',
    `${name}.csr`,
    '-out',
    `${name}.crt`,
  ]);
}

function keyArguments(key: KeyKind): string[] {
  if (key === 'rsa') return ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
  const curve = { 'ec-p256': 'P-256', 'ec-p384': 'P-384', 'ec-p521': 'P-521' }[key];
  return [
    '-algorithm',
    'EC',
    '-pkeyopt',
    `ec_paramgen_curve:${curve}`,
    '-pkeyopt',
    'ec_param_enc:named_curve',
  ];
}

function asn1Time(at: Date): string {
  return `${at.toISOString().replaceAll(/[-:T]|\.\d{3}/g, '')}`;
}

function caConfiguration(options: ChainOptions): string {
  const authority = options.isIssuerAuthority ? 'critical, CA:TRUE' : 'critical, CA:FALSE';
  return `
[ req ]
distinguished_name = subject
[ subject ]
[ ca ]
default_ca = authority
[ authority ]
dir = .
database = index.txt
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
[ any ]
countryName = optional
organizationName = optional
commonName = supplied
[ root ]
basicConstraints = critical, ${options.rootConstraints}
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ issuer ]
basicConstraints = ${authority}
keyUsage = critical, ${options.issuerKeyUsage}
${options.issuerLines}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ signer ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature${options.purpose.endsWith('encryption') ? ', keyEncipherment' : ''}
${PURPOSES[options.purpose]}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ timestamping ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
${PURPOSES['time-stamping']}
subjectKeyIdentifier = hash
`;
}
