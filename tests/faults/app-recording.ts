import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, wholeScreenRequest } from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { decodeJournal } from '../../core/recording/index.ts';
import { type LaunchedApp, processTree, projectFolder, type TreeProcess } from '../e2e/harness/index.ts';

/** The whole screen at 15 frames a second, silent. */
export const wholeScreen = wholeScreenRequest({
  framesPerSecond: 15,
  microphoneId: null,
  isSystemSoundOn: false,
});

/** Starts a recording as the window does; resolves when its journal is open. */
export async function startRecording({ page }: LaunchedApp, request = wholeScreen): Promise<void> {
  const started = await page.evaluate((wanted) => {
    const { liuhen } = window as unknown as { readonly liuhen: Client };
    return liuhen.recording.start(wanted);
  }, request);
  if (!started.ok) throw new Error(`${started.error.code} ${started.error.message}`);
}

/** Runs the command line on the app's locker. */
export function commandLine(
  launched: Pick<LaunchedApp, 'lockerFolder' | 'stateFolder'>,
  ...words: string[]
): unknown {
  const env = {
    ...process.env,
    LIUHEN_LOCKER: launched.lockerFolder,
    LIUHEN_STATE: launched.stateFolder,
  };
  const cli = join(projectFolder, 'out/main/cli.js');
  try {
    return JSON.parse(execFileSync(process.execPath, [cli, '--json', ...words], { env, encoding: 'utf8' }));
  } catch (error) {
    // A failed check is an answer too.
    return JSON.parse(String((error as { readonly stdout?: unknown }).stdout));
  }
}

/** Processes below a process. */
export function descendants(rootPid: number): readonly TreeProcess[] {
  return processTree(rootPid).filter(({ pid }) => pid !== rootPid);
}

/** Time of the last frame that decodes, in seconds; 0 when none does. */
export function lastDecodedSeconds(path: string): number {
  const shown = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0'];
  const result = execFileSync('ffprobe', [...shown, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const times = result.split('\n').map(Number.parseFloat).filter(Number.isFinite);
  return times.at(-1) ?? 0;
}

/** Path of an object of the locker. */
export function objectPath({ lockerFolder }: Pick<LaunchedApp, 'lockerFolder'>, sha256: string): string {
  return join(lockerFolder, 'objects', sha256.slice(0, 2), sha256);
}

/** Running hash on the last chunk of the journal that was sealed with a recording. */
export function journalHashOf(launched: Pick<LaunchedApp, 'lockerFolder'>, item: Item): string | undefined {
  if (item.provenance.source !== 'recording') return undefined;
  const decoded = decodeJournal(readFileSync(objectPath(launched, item.provenance.recording.journal.sha256)));
  if (!decoded.ok) throw new Error(decoded.error.code);
  const chunks = decoded.value.lines.filter((line) => line.kind === 'chunk');
  return chunks.at(-1)?.is.streamSha256;
}
