import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PIPE_VARIABLE, TOKEN_VARIABLE } from './process-source-host.ts';
import { createPeer, type Peer, type Serve } from './process-source-peer.ts';

/** A first start on a slow disk; a host that dies is noticed at once. */
const START_PATIENCE_MS = 30_000;
const END_PATIENCE_MS = 3000;
const KEPT_ERROR_CHARACTERS = 2000;

/** What to start. */
export interface HostProgram {
  /** Electron's executable or the one that stands in for it. */
  readonly executable: string;
  /** The host's built script (out/main/recorder-host.js). */
  readonly script: string;
  readonly switches: readonly string[];
}

/** The program that records for us, started and connected. */
export interface HostProcess {
  readonly peer: Peer;
  /** Ends it, and resolves when it is gone with everything it had on the disk. */
  close(): Promise<void>;
}

/**
 * Starts the host with a folder of its own, and resolves when it has said the word it was given. Rejects, with what the
 * host wrote to its error output, when it ends before. `gone` is called once, when it is there no more.
 */
export async function launchHost(program: HostProgram, serve: Serve, gone: () => void): Promise<HostProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-recorder-'));
  const token = randomBytes(32).toString('hex');
  // SECURITY: a socket in a folder of ours, or a pipe that cannot be guessed; whoever connects must know the token.
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\liuhen-recorder-${randomBytes(16).toString('hex')}`
      : join(folder, 'pipe');
  const server = createServer();
  await listening(server, path);
  const child = start(program, folder, { [PIPE_VARIABLE]: path, [TOKEN_VARIABLE]: token });
  const ended = exitOf(child);
  const close = async () => {
    server.close();
    const killer = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE_MS);
    await ended;
    clearTimeout(killer);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const peer = await firstPeer(server, token, serve, gone, ended);
    server.close();
    void ended.then(() => peer.close());
    return {
      peer,
      close: async () => {
        peer.close();
        await close();
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await close();
    throw error;
  }
}

function start(
  { executable, script, switches }: HostProgram,
  folder: string,
  variables: Record<string, string>,
) {
  const { ELECTRON_RUN_AS_NODE: _asNode, ELECTRON_RENDERER_URL: _pages, ...inherited } = process.env;
  return spawn(executable, [script, `--user-data-dir=${join(folder, 'user')}`, ...switches], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    // Ctrl+C in a terminal goes to every process of its group: the host must stay to give its last bytes.
    detached: process.platform !== 'win32',
  });
}

/** Resolves with the end of what it wrote to its error output. */
function exitOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-KEPT_ERROR_CHARACTERS);
  });
  return new Promise((resolve) => {
    child.once('exit', () => resolve(said));
    child.once('error', (error) => resolve(error.message));
  });
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

async function firstPeer(
  server: Server,
  token: string,
  serve: Serve,
  gone: () => void,
  ended: Promise<string>,
): Promise<Peer> {
  const found = Promise.withResolvers<Peer>();
  server.on('connection', (socket) => admit(socket, token, serve, gone, found.resolve));
  void ended.then((said) => found.reject(new Error(said.trim() || 'the recorder ended without a word')));
  const timer = setTimeout(() => found.reject(new Error('the recorder did not answer')), START_PATIENCE_MS);
  return await found.promise.finally(() => clearTimeout(timer));
}

/** A connection is nobody until its first call says the token. */
function admit(
  socket: Socket,
  token: string,
  serve: Serve,
  gone: () => void,
  found: (peer: Peer) => void,
): void {
  let isKnown = false;
  const peer = createPeer(
    socket,
    (name, input) => {
      if (isKnown) return serve(name, input);
      isKnown = name === 'hello' && typeof input === 'string' && isSame(input, token);
      if (isKnown) found(peer);
      else socket.destroy();
      return undefined;
    },
    () => {
      if (isKnown) gone();
    },
  );
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
