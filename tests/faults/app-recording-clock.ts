import { spawn } from 'node:child_process';

/** Paints something that changes all the time, so that every frame is a new one. */
export function paintClock(env: Readonly<Record<string, string>>): () => void {
  const program = spawn(
    'xterm',
    ['-geometry', '60x20+100+100', '-e', 'bash', '-c', 'while :; do date +%s.%N; sleep 0.05; done'],
    { env, stdio: 'ignore' },
  );
  return () => program.kill('SIGKILL');
}
