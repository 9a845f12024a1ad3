import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** Scrolling text beside a moving picture, drawn by two programs that cost little themselves. */
export async function startBusyScreen(env: Readonly<Record<string, string>>, width: number, height: number) {
  const half = Math.floor(width / 2);
  const text = 'while :; do head -c 1500 /dev/urandom | base64 -w 90; sleep 0.15; done';
  const columns = `${Math.floor(half / 6)}x${Math.floor(height / 13)}+0+0`;
  const programs: ChildProcess[] = [
    spawn('xterm', ['-geometry', columns, '-e', 'bash', '-c', text], { env, stdio: 'ignore' }),
    spawn(
      'ffplay',
      [
        ...['-v', 'quiet', '-f', 'lavfi', '-i', 'testsrc2=size=640x480:rate=15'],
        ...['-noborder', '-left', String(half + 40), '-top', '60'],
      ],
      { env: { ...env, SDL_AUDIODRIVER: 'dummy' }, stdio: 'ignore' },
    ),
  ];
  await delay(2000);
  return {
    stop: () => {
      for (const program of programs) program.kill('SIGKILL');
    },
  };
}
