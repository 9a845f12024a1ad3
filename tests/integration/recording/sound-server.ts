import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../e2e/harness/wait-until.ts';

/** What the microphone is called. */
export const MICROPHONE = 'Test microphone';

/** A sound server in memory: whatever programs play is what its one microphone hears. */
export interface SoundServer {
  /** For the programs that are to play or hear. */
  readonly env: Readonly<Record<string, string>>;
  /** Plays a tone until the returned function is called. */
  playTone(frequencyHz: number): () => void;
  /** Ends it, whoever is still listening; asked twice, once. */
  stop(): Promise<void>;
}

/** Starts PulseAudio with a loudspeaker that nobody hears and a microphone that hears it. */
export async function startSoundServer(): Promise<SoundServer> {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-sound-'));
  const env = {
    PULSE_RUNTIME_PATH: folder,
    PULSE_STATE_PATH: folder,
    PULSE_SERVER: `unix:${join(folder, 'native')}`,
  };
  const everything = { ...process.env, ...env };
  const server = spawn('pulseaudio', ['-n', '--daemonize=no', '--exit-idle-time=-1', ...modules(folder)], {
    env: everything,
    stdio: 'ignore',
  });
  const pactl = (...parameters: string[]) =>
    execFileSync('pactl', parameters, {
      env: everything,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  await waitUntil('the sound server answers', () => {
    try {
      return pactl('list', 'short', 'sources').includes('microphone');
    } catch {
      return false;
    }
  });
  return {
    env,
    playTone: (frequencyHz) => {
      const lavfi = `sine=frequency=${frequencyHz}:sample_rate=48000`;
      const player = spawn(
        'ffmpeg',
        ['-v', 'error', '-re', '-f', 'lavfi', '-i', lavfi, '-f', 'pulse', 'tone'],
        { env: everything, stdio: 'ignore' },
      );
      return () => void player.kill('SIGKILL');
    },
    stop: async () => {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function modules(folder: string): string[] {
  return [
    `module-native-protocol-unix auth-anonymous=1 socket=${join(folder, 'native')}`,
    'module-null-sink sink_name=loudspeaker rate=48000',
    `module-remap-source master=loudspeaker.monitor source_name=microphone source_properties="device.description='${MICROPHONE}'"`,
  ].flatMap((module) => ['-L', module]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}
