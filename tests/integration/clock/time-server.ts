import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { ntpTimestamp } from '../../../electron/clock/ntp/packet.ts';

/** A time server on loopback. */
export interface LoopbackTimeServer {
  readonly host: string;
  readonly port: number;
  /** Requests as they came. */
  readonly requests: readonly Buffer[];
  stop(): Promise<void>;
}

/** What a server does with a request; it may send nothing, garbage, or several packets. */
export type Behaviour = (request: Buffer, send: (packet: Uint8Array) => void, socket: Socket) => void;

/** Starts a server that behaves so. */
export async function startTimeServer(behaviour: Behaviour): Promise<LoopbackTimeServer> {
  const socket = createSocket('udp4');
  const requests: Buffer[] = [];
  socket.on('message', (request: Buffer, from: RemoteInfo) => {
    requests.push(request);
    behaviour(request, (packet) => socket.send(packet, from.port, from.address), socket);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    host: '127.0.0.1',
    port: socket.address().port,
    requests,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** A proper answer of a server whose clock is `aheadMs` ahead; `change` spoils it. */
export function properAnswer(
  request: Buffer,
  aheadMs: number,
  change: (answer: Buffer) => void = () => undefined,
): Buffer {
  const answer = Buffer.alloc(48);
  answer[0] = (4 << 3) | 4;
  answer[1] = 1;
  request.copy(answer, 24, 40, 48);
  const now = ntpTimestamp(Date.now() + aheadMs);
  answer.writeBigUInt64BE(now, 32);
  answer.writeBigUInt64BE(now, 40);
  change(answer);
  return answer;
}
