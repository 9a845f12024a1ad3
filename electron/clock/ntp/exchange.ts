import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { ClockComparison } from '../../../core/surroundings/index.ts';
import { encodeRequest, offsetOf, type PacketProblem, readResponse } from './packet.ts';

/** A time server. */
export interface TimeServer {
  readonly host: string;
  readonly port: number;
}

/** What one server said, or why it said nothing. */
export type ServerAnswer = ClockComparison['servers'][number];

type Problem = Extract<ServerAnswer, { readonly outcome: 'failed' }>['problem'];

/** Packets that are not the answer are passed over, but not for ever. */
const MAX_STRAY_PACKETS = 64;

/**
 * Asks a server once. Never throws and never takes longer than `timeoutMs`; an aborted signal ends it as `timeout`. The
 * socket is connected, so that the system drops what other addresses send.
 */
export async function askServer(
  server: TimeServer,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ServerAnswer> {
  const host = nameOf(server);
  const late = AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]);
  const ended = new Promise<Problem>((resolve) => {
    if (late.aborted) resolve('timeout');
    late.addEventListener('abort', () => resolve('timeout'), { once: true });
  });
  const address = await Promise.race([resolveHost(server.host), ended]);
  if (typeof address === 'string') return { outcome: 'failed', host, problem: address };
  const socket = createSocket(address.family === 6 ? 'udp6' : 'udp4');
  try {
    const answer = await exchange(socket, { ...server, host: address.address }, ended);
    return typeof answer === 'string' ? { outcome: 'failed', host, problem: answer } : { ...answer, host };
  } finally {
    socket.close();
  }
}

async function resolveHost(
  host: string,
): Promise<{ readonly address: string; readonly family: number } | 'unresolved'> {
  return await lookup(host).catch(() => 'unresolved' as const);
}

type Answered = Omit<Extract<ServerAnswer, { readonly outcome: 'answered' }>, 'host'>;

function exchange(socket: Socket, server: TimeServer, ended: Promise<Problem>): Promise<Answered | Problem> {
  const origin = randomBytes(8);
  const request = encodeRequest(origin);
  let sentUtcMs = 0;
  let sentNs = 0n;
  let strayCount = 0;
  return new Promise((resolve) => {
    void ended.then((problem) => resolve(strayCount > 0 ? 'malformed' : problem));
    socket.on('error', () => resolve('refused'));
    socket.on('message', (response) => {
      const elapsedMs = Number(process.hrtime.bigint() - sentNs) / 1e6;
      const read = readAnswer(request, origin, response, sentUtcMs, elapsedMs);
      if (read !== 'not-ours' && read !== 'malformed') resolve(read);
      else if (++strayCount > MAX_STRAY_PACKETS) resolve('malformed');
    });
    socket.connect(server.port, server.host, (error?: Error) => {
      if (error !== undefined && error !== null) return resolve('refused');
      sentUtcMs = Date.now();
      sentNs = process.hrtime.bigint();
      socket.send(request);
    });
  });
}

function readAnswer(
  request: Uint8Array,
  origin: Uint8Array,
  response: Uint8Array,
  sentUtcMs: number,
  elapsedMs: number,
): Answered | PacketProblem {
  const read = readResponse(response, origin);
  if (typeof read === 'string') return read;
  const offset = offsetOf(read, sentUtcMs, elapsedMs);
  if (offset === undefined) return 'malformed';
  return {
    outcome: 'answered',
    ...offset,
    stratum: read.stratum,
    requestHex: Buffer.from(request).toString('hex'),
    responseHex: Buffer.from(response).toString('hex'),
  };
}

function nameOf({ host, port }: TimeServer): string {
  return port === 123 ? host : `${host}:${port}`;
}
