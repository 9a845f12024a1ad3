import { timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FromPage, ToPage } from '../page/channel-messages.ts';
import { createPageCodec } from '../page/codec.ts';

export const CHANNEL_PATH = '/page-channel';
const LARGEST_MESSAGE_BYTES = 512 * 1024 * 1024;
const HELLO_PATIENCE_MS = 5000;

const codec = createPageCodec();

/** One document's line to the main process. */
export interface PageChannel {
  readonly url: string;
  readonly origin: string;
  send(message: ToPage): void;
  close(): void;
}

/** What a web contents does with its documents' lines. */
export interface ChannelOwner {
  onOpen(channel: PageChannel): void;
  onMessage(channel: PageChannel, message: Exclude<FromPage, { kind: 'hello' }>): void;
  onClose(channel: PageChannel): void;
}

/**
 * Accepts the lines. SECURITY: the token is a document's first message, not part of an address, so that it shows in no
 * list of resources; only the isolated world of a preload script holds it.
 */
export function acceptPageChannels(
  server: Server,
  token: string,
  ownerOf: (webContentsId: number) => ChannelOwner | null,
): void {
  const sockets = new WebSocketServer({
    server,
    path: CHANNEL_PATH,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  sockets.on('connection', (socket) => {
    const timer = setTimeout(() => socket.terminate(), HELLO_PATIENCE_MS);
    // A page that navigates away resets its socket; the close that follows says all there is to say.
    socket.on('error', () => {});
    socket.once('message', (data: Buffer) => {
      clearTimeout(timer);
      const hello = readMessage(data);
      const owner =
        hello?.kind === 'hello' && isSame(hello.token, token) ? ownerOf(hello.webContentsId) : null;
      if (hello?.kind !== 'hello' || !owner) socket.terminate();
      else serve(socket, owner, hello);
    });
  });
}

function serve(socket: WebSocket, owner: ChannelOwner, hello: FromPage & { kind: 'hello' }): void {
  const channel: PageChannel = {
    url: hello.url,
    origin: hello.origin,
    send: (message) => socket.send(codec.encode(message)),
    close: () => socket.terminate(),
  };
  owner.onOpen(channel);
  socket.on('message', (data: Buffer) => {
    const message = readMessage(data);
    if (message && message.kind !== 'hello') owner.onMessage(channel, message);
    else socket.terminate();
  });
  socket.on('close', () => owner.onClose(channel));
}

function readMessage(data: Buffer): FromPage | null {
  try {
    // Until the token has been seen this may be anyone's; afterwards only our own page script writes here.
    return codec.decode(data) as FromPage;
  } catch {
    return null;
  }
}

function isSame(offered: unknown, token: string): boolean {
  if (typeof offered !== 'string' || offered.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(offered), Buffer.from(token));
}
