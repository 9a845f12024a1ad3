import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { answer, type Behaviour } from './behaviour.ts';
import { certificates, type KeyKind, makeChain, type SignerPurpose, type Validity } from './certificates.ts';
import { type ReplyOptions, writeConfiguration } from './replies.ts';

export { type Behaviour, behaviours } from './behaviour.ts';
export { certificates, type KeyKind, type SignerPurpose, type Validity } from './certificates.ts';
export { openssl } from './openssl.ts';
export { contentOf, der, granted, query, refusal, reply, type Signing, sign } from './replies.ts';

export interface AuthorityOptions extends Partial<ReplyOptions> {
  /** An empty folder of its own: keys, certificates, requests and answers. */
  readonly folder: string;
  /** In the subjects of its certificates. */
  readonly name?: string;
  readonly key?: KeyKind;
  /** False: the root signs the signer, and is sent. True (default): an issuer between them is sent, the root is not. */
  readonly hasIntermediate?: boolean;
  readonly purpose?: SignerPurpose;
  readonly signerValidity?: Validity;
  readonly issuerValidity?: Validity;
  readonly isIssuerAuthority?: boolean;
  /** Further lines of openssl's configuration for the issuer's certificate. */
  readonly issuerLines?: string;
  /** Default `CA:TRUE`. */
  readonly rootConstraints?: string;
  /** Default `keyCertSign, cRLSign`. */
  readonly issuerKeyUsage?: string;
  /** The time that the authority believes in, by faketime; its own clock when absent. */
  readonly clock?: Date;
  readonly behaviour?: Behaviour;
}

/** An RFC 3161 authority on loopback: `openssl ts` behind node:http. */
export interface RunningAuthority {
  readonly url: string;
  readonly folder: string;
  readonly rootPem: string;
  /** SHA-256 of the root's DER, lower-case hexadecimal. */
  readonly rootSha256: string;
  /** Signer first, root last. */
  readonly chainPem: string;
  /** How many requests came in since it was made. */
  requestCount(): number;
  behave(behaviour: Behaviour): void;
  setClock(clock: Date | undefined): void;
  /** Nobody listens any more; `resume` listens on the same port. */
  stop(): Promise<void>;
  resume(): Promise<void>;
}

const YEAR_MS = 365 * 86_400_000;
const around = (years: number): Validity => ({
  from: new Date(Date.now() - 86_400_000),
  to: new Date(Date.now() + years * YEAR_MS),
});

/** Makes keys and certificates (about a second with RSA) and listens on a free port of 127.0.0.1. */
export async function startAuthority(options: AuthorityOptions): Promise<RunningAuthority> {
  const { folder } = options;
  const hasIntermediate = options.hasIntermediate ?? true;
  mkdirSync(folder, { recursive: true });
  await makeChain({
    folder,
    name: options.name ?? '样例时间戳机构',
    key: options.key ?? 'rsa',
    hasIntermediate,
    purpose: options.purpose ?? 'time-stamping',
    signerValidity: options.signerValidity ?? around(2),
    issuerValidity: options.issuerValidity ?? around(12),
    isIssuerAuthority: options.isIssuerAuthority ?? true,
    issuerLines: options.issuerLines ?? '',
    rootConstraints: options.rootConstraints ?? 'CA:TRUE',
    issuerKeyUsage: options.issuerKeyUsage ?? 'keyCertSign, cRLSign',
  });
  writeConfiguration(folder, {
    policy: options.policy ?? '1.3.6.1.4.1.99999.1',
    otherPolicies: options.otherPolicies ?? ['1.3.6.1.4.1.99999.2'],
    accuracy: options.accuracy === undefined ? { seconds: 1, milliseconds: 500 } : options.accuracy,
    digest: options.digest ?? 'sha256',
    certificateReference: options.certificateReference ?? 'sha256',
  });
  const desk = new AuthorityDesk(folder, options.behaviour ?? 'well', options.clock);
  desk.isOddSigner = (options.purpose ?? 'time-stamping') !== 'time-stamping';
  await desk.listen(0);
  const rootPem = readFileSync(join(folder, 'root.crt'), 'utf8');
  return {
    url: desk.url,
    folder,
    rootPem,
    rootSha256: createHash('sha256').update(new X509Certificate(rootPem).raw).digest('hex'),
    chainPem: certificates(folder, hasIntermediate ? ['signer', 'issuer', 'root'] : ['signer', 'root']),
    requestCount: () => desk.requests,
    behave: (behaviour) => {
      desk.behaviour = behaviour;
    },
    setClock: (clock) => {
      desk.clock = clock;
    },
    stop: () => desk.close(),
    resume: () => desk.listen(desk.port),
  };
}

class AuthorityDesk {
  readonly folder: string;
  behaviour: Behaviour;
  clock: Date | undefined;
  isOddSigner = false;
  requests = 0;
  port = 0;
  #server: Server | undefined;
  #earlier: Buffer | undefined;
  // The serial number is a file: one reply at a time.
  #turn: Promise<void> = Promise.resolve();

  constructor(folder: string, behaviour: Behaviour, clock: Date | undefined) {
    this.folder = folder;
    this.behaviour = behaviour;
    this.clock = clock;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(port: number): Promise<void> {
    const server = createServer((incoming, response) => {
      this.requests += 1;
      this.#turn = this.#turn.then(() => this.#answer(incoming, response));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { folder, url, clock, isOddSigner } = this;
      const at = { folder, url, clock, isOddSigner, earlier: this.#earlier };
      const given = await answer(this.behaviour, incoming, Buffer.concat(chunks), response, at);
      if (given !== undefined && this.behaviour === 'well') this.#earlier = given;
    } catch (error) {
      // A request that openssl cannot read: an answer all the same, as a real server would give.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  }
}
