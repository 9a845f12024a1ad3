import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_PATIENCE_MS = 10_000;
const POLL_MS = 50;

/** A sound server of its own, whose microphone hears what is played into it. */
export interface SoundServer {
  /** What a program needs to use it. */
  readonly env: Record<string, string>;
  /** Plays one tone into the microphone until it is stopped. */
  playTone(frequencyHz: number): void;
  stop(): Promise<void>;
}

export async function startSoundServer(): Promise<SoundServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sound-server-'));
  const started: ChildProcess[] = [];
  const modules = [
    'module-native-protocol-unix',
    'module-null-sink sink_name=nul',
    // Chromium lists no monitor of an output as a microphone; under another name it does.
    'module-remap-source master=nul.monitor source_name=mic',
  ];
  started.push(
    spawn(
      'pulseaudio',
      ['-n', '--daemonize=no', '--exit-idle-time=-1', ...modules.map((module) => `--load=${module}`)],
      { env: { ...process.env, PULSE_RUNTIME_PATH: folder }, stdio: 'ignore' },
    ),
  );
  const socket = join(folder, 'native');
  for (let waitedMs = 0; !existsSync(socket); waitedMs += POLL_MS) {
    if (waitedMs > START_PATIENCE_MS) throw new Error('pulseaudio did not start');
    await delay(POLL_MS);
  }
  const env = { PULSE_SERVER: `unix:${socket}` };
  return {
    env,
    playTone(frequencyHz) {
      const tone = ['-f', 'lavfi', '-i', `sine=frequency=${frequencyHz}:sample_rate=48000`];
      started.push(
        spawn('ffmpeg', ['-loglevel', 'error', '-re', ...tone, '-f', 'pulse', '-device', 'nul', 'tone'], {
          env: { ...process.env, ...env },
          stdio: 'ignore',
        }),
      );
    },
    async stop() {
      for (const child of started.reverse()) await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await exited;
}
