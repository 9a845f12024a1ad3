import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentOf, query, refusal, reply, sign } from './replies.ts';

/**
 * How the authority behaves from now on. `well` answers as it should; every other is a way to fail.
 * `crossed-root` sends its root as an older root signed it, which DigiCert and Sectigo do. `wrong-issuer` is signed by a signer whose issuer has another key than its name says.
 */
export const behaviours = [
  'well',
  'refuses',
  'other-nonce',
  'replays',
  'other-imprint',
  'other-algorithm',
  'self-signed',
  'wrong-issuer',
  'no-certificates-above',
  'crossed-root',
  'broken-signature',
  'two-signers',
  'no-certificate-reference',
  'truncated',
  'trailing-bytes',
  'garbage',
  'empty',
  'html',
  'status-500',
  'status-404-html',
  'drips',
  'hangs',
  'hangs-in-body',
  'huge',
  'huge-unannounced',
  'cuts-connection',
  'redirects-once',
  'redirects-forever',
  'redirects-to-file',
  'redirects-with-user',
  'text-type',
] as const;
export type Behaviour = (typeof behaviours)[number];

export interface Answering {
  readonly folder: string;
  readonly url: string;
  readonly clock: Date | undefined;
  /** The signer's certificate is none that `openssl ts` would sign with: `openssl cms` does. */
  readonly isOddSigner: boolean;
  /** Response that was given before, for replays. */
  readonly earlier: Buffer | undefined;
}

const REPLY = 'application/timestamp-reply';

/** Answers one request; gives the bytes when they are a sound response, so that they can be replayed. */
export async function answer(
  behaviour: Behaviour,
  incoming: IncomingMessage,
  requestBytes: Buffer,
  response: ServerResponse,
  at: Answering,
): Promise<Buffer | undefined> {
  if (misbehave(behaviour, incoming, response, at)) return undefined;
  const bytes = await responseBytes(behaviour, requestBytes, at);
  if (behaviour === 'drips') return void drip(response, bytes);
  if (behaviour === 'hangs-in-body') {
    response.writeHead(200, { 'content-type': REPLY, 'content-length': bytes.length });
    response.write(bytes.subarray(0, 100));
    return undefined;
  }
  response.writeHead(200, { 'content-type': behaviour === 'text-type' ? 'text/plain' : REPLY });
  response.end(bytes);
  return bytes;
}

/** What needs no token. True when the request was dealt with. */
function misbehave(
  behaviour: Behaviour,
  incoming: IncomingMessage,
  response: ServerResponse,
  at: Answering,
): boolean {
  const redirect = (location: string) => void response.writeHead(307, { location }).end();
  const page = '<!doctype html><title>502</title><p>请登录';
  const answers: Partial<Record<Behaviour, () => void>> = {
    garbage: () => response.writeHead(200, { 'content-type': REPLY }).end(Buffer.alloc(900, 0x5a)),
    empty: () => response.writeHead(200, { 'content-type': REPLY }).end(),
    html: () => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    'status-500': () => response.writeHead(500).end(),
    'status-404-html': () => response.writeHead(404, { 'content-type': 'text/html' }).end(page),
    hangs: () => undefined,
    huge: () => response.writeHead(200, { 'content-type': REPLY }).end(Buffer.alloc(2 * 1024 * 1024)),
    'huge-unannounced': () => pour(response),
    'cuts-connection': () => void incoming.socket.destroy(),
    'redirects-forever': () => redirect(`${at.url}/again`),
    'redirects-to-file': () => redirect('file:///etc/passwd'),
    'redirects-with-user': () => redirect(at.url.replace('//', '//name:word@')),
  };
  if (behaviour === 'redirects-once' && incoming.url === '/') {
    redirect(`${at.url}/moved`);
    return true;
  }
  answers[behaviour]?.();
  return answers[behaviour] !== undefined;
}

async function responseBytes(behaviour: Behaviour, request: Buffer, at: Answering): Promise<Buffer> {
  const { folder, clock } = at;
  if (behaviour === 'refuses') return refusal();
  if (behaviour === 'replays' && at.earlier !== undefined) return at.earlier;
  if (behaviour === 'self-signed') return reply(folder, request, { clock, signer: 'selfsigned', sent: null });
  if (behaviour === 'crossed-root') return reply(folder, request, { clock, sent: 'sent-crossed.pem' });
  if (behaviour === 'wrong-issuer') return reply(folder, request, { clock, signer: 'stranger' });
  if (behaviour === 'no-certificates-above') return reply(folder, request, { clock, sent: null });
  if (behaviour === 'other-nonce') return reply(folder, await query(folder, imprintOf(request)), { clock });
  if (behaviour === 'other-imprint') return reply(folder, changed(request, imprintAt(request)), { clock });
  if (behaviour === 'other-algorithm') {
    return reply(folder, await query(folder, randomBytes(64).toString('hex'), { algorithm: 'sha512' }), {
      clock,
    });
  }
  const sound = await soundReply(request, at);
  if (behaviour === 'broken-signature') return changed(sound, sound.length - 8);
  if (behaviour === 'truncated') return sound.subarray(0, sound.length - 40);
  if (behaviour === 'trailing-bytes') return Buffer.concat([sound, Buffer.from([0, 0])]);
  if (behaviour === 'two-signers') {
    return sign(folder, await contentOf(folder, sound), {
      signers: ['signer', 'selfsigned'],
      sent: 'sent.pem',
    });
  }
  if (behaviour === 'no-certificate-reference') {
    const signing = { signers: ['signer'], sent: 'sent.pem', hasCertificateReference: false };
    return sign(folder, await contentOf(folder, sound), signing);
  }
  return sound;
}

async function soundReply(request: Buffer, { folder, clock, isOddSigner }: Answering): Promise<Buffer> {
  if (!isOddSigner) return reply(folder, request, { clock });
  const content = await contentOf(folder, await reply(folder, request, { clock, signer: 'selfsigned' }));
  return sign(folder, content, { signers: ['signer'], sent: 'sent.pem' });
}

/** The imprint follows the fixed SHA-256 algorithm identifier; an OCTET STRING of 32 bytes. */
function imprintAt(request: Buffer): number {
  return (
    request.indexOf(
      Buffer.from('0420', 'hex'),
      request.indexOf(Buffer.from('0609608648016503040201', 'hex')),
    ) + 2
  );
}

function imprintOf(request: Buffer): string {
  return request.subarray(imprintAt(request), imprintAt(request) + 32).toString('hex');
}

function changed(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

function drip(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': REPLY, 'content-length': bytes.length });
  let at = 0;
  const timer = setInterval(() => response.write(bytes.subarray(at, ++at)), 20);
  response.on('close', () => clearInterval(timer));
}

function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': REPLY });
  const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
  response.on('close', () => clearInterval(timer));
}
