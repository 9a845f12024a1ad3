import { X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate, getCACertificates, type TLSSocket } from 'node:tls';
import type { JsonValue } from '../../../core/ledger/index.ts';
import { type Check, clear, notChecked, noticed } from '../check.ts';

/** Where the site of a domain is reached; tests have it on loopback. */
export type SitePlace = (domain: string) => { readonly host: string; readonly port: number };

export const publicSite: SitePlace = (domain) => ({ host: domain, port: 443 });

const MAX_CHAIN = 8;

/** What a site showed of itself. */
interface Shown {
  readonly protocol: string | null;
  readonly cipher: string;
  /** Why it is not trusted by the roots that this program brings; null when it is. */
  readonly problem: string | null;
  /** The site's own first. */
  readonly chain: readonly X509Certificate[];
}

/** Who vouches for the site, and by which certificate. The connection goes straight to it, past any proxy. */
export function tlsCheck(place: SitePlace): Check {
  return {
    id: 'tls',
    run: async ({ domain, signal }) => {
      if (domain === null) return notChecked('没有写平台的域名，没有查网站证书。');
      const shown = await handshake(place(domain), domain, signal);
      if (typeof shown === 'string')
        return notChecked(`没有连上网站（${shown}），没有查到证书。`, { failed: shown });
      const [leaf] = shown.chain;
      if (leaf === undefined) return notChecked('网站没有出示证书。');
      const raw = rawOf(shown);
      const issuer = nameIn(leaf.issuer);
      const print = leaf.fingerprint256.replaceAll(':', '').toLowerCase();
      if (shown.problem !== null) {
        return noticed(`${sentenceOf(shown.problem, issuer, shown.chain)}证书指纹 ${print}。`, raw);
      }
      return clear(`证书由 ${issuer} 签发，有效期到 ${dayOf(leaf.validTo)}，指纹 ${print}。`, raw);
    },
  };
}

function handshake(
  { host, port }: ReturnType<SitePlace>,
  domain: string,
  signal: AbortSignal,
): Promise<Shown | string> {
  return new Promise((resolve) => {
    // The certificate is looked at, not trusted: nothing is sent over the connection.
    const socket = connect({ host, port, servername: domain, rejectUnauthorized: false });
    const end = (shown: Shown | string) => {
      socket.destroy();
      resolve(shown);
    };
    signal.addEventListener('abort', () => end('TIMEOUT'), { once: true });
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'UNKNOWN'));
    socket.once('secureConnect', () => end(shownBy(socket)));
  });
}

function shownBy(socket: TLSSocket): Shown {
  const chain: X509Certificate[] = [];
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate?.raw !== undefined && chain.length < MAX_CHAIN) {
    const read = new X509Certificate(certificate.raw);
    if (chain.at(-1)?.fingerprint256 === read.fingerprint256) break;
    chain.push(read);
    certificate = certificate.issuerCertificate;
  }
  const { authorizationError } = socket;
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().standardName,
    problem: socket.authorized
      ? null
      : String((authorizationError as { code?: string })?.code ?? authorizationError),
    chain,
  };
}

function sentenceOf(problem: string, issuer: string, chain: readonly X509Certificate[]): string {
  if (problem === 'DEPTH_ZERO_SELF_SIGNED_CERT') return '网站用的是自己签发的证书。';
  if (problem === 'CERT_HAS_EXPIRED') return '网站的证书已经过期（也可能是本机时间不对）。';
  if (problem === 'CERT_NOT_YET_VALID') return '网站的证书还没有生效（也可能是本机时间不对）。';
  if (problem === 'ERR_TLS_CERT_ALTNAME_INVALID') return '网站的证书不是发给这个域名的。';
  if (isInstalledHere(chain)) {
    return `证书由 ${issuer} 签发，这个签发者是装在本机上的，不在公认的名单里：连接可能被本机的软件查看。`;
  }
  return `证书由 ${issuer} 签发，这个签发者不在公认的名单里（${problem}）。`;
}

/** Whether the chain ends in a certificate that this system trusts and the public list does not. */
function isInstalledHere(chain: readonly X509Certificate[]): boolean {
  const last = chain.at(-1);
  if (last === undefined) return false;
  return getCACertificates('system').some((pem) => {
    const root = new X509Certificate(pem);
    return root.fingerprint256 === last.fingerprint256 || last.checkIssued(root);
  });
}

function rawOf({ protocol, cipher, problem, chain }: Shown): JsonValue {
  return {
    protocol,
    cipher,
    problem,
    chain: chain.map((each) => ({
      subject: each.subject,
      issuer: each.issuer,
      names: each.subjectAltName ?? null,
      validFrom: each.validFrom,
      validTo: each.validTo,
      serialNumber: each.serialNumber,
      sha256: each.fingerprint256.replaceAll(':', '').toLowerCase(),
      pem: each.toString(),
    })),
  };
}

/** Organisation of a distinguished name, else its common name. */
function nameIn(distinguished: string): string {
  const of = (key: string) => new RegExp(`^${key}=(.{1,80})`, 'm').exec(distinguished)?.[1];
  return of('O') ?? of('CN') ?? '（没有名字的签发者）';
}

function dayOf(date: string): string {
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? date : new Date(ms).toISOString().slice(0, 10);
}
