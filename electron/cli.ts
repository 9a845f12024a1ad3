import { resolve } from 'node:path';
import { createCapture, noSurroundings } from './capture/index.ts';
import {
  type CommandContext,
  type CommandLine,
  failed,
  type Outcome,
  readCommandLine,
  run,
} from './command-line/index.ts';
import { createDossierExporter } from './dossier/index.ts';
import { createIntake } from './intake/index.ts';
import { openLocker } from './locker/index.ts';
import {
  currentEnvironment,
  defaultLockerFolder,
  forkNode,
  stateFolder,
  systemClock,
} from './platform/index.ts';
import { verifyDossier, verifyLocker, verifyPackage } from './verification/index.ts';

// Whoever reads our output may stop before its end (`| head`): what was done stays done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const argv = process.argv.slice(2);
const read = readCommandLine(argv);
const isJson = read.ok ? read.value.isJson : argv.includes('--json');
print(read.ok ? await run(read.value, contextOf(read.value)) : failed(read.error));

function print(outcome: Outcome): void {
  if (isJson || outcome.json === undefined) {
    if (outcome.json !== undefined) process.stdout.write(`${JSON.stringify(outcome.json)}\n`);
  } else (outcome.exitCode === 0 ? process.stdout : process.stderr).write(`${outcome.text}\n`);
  process.exitCode = outcome.exitCode;
}

function contextOf(commandLine: CommandLine): CommandContext {
  const environment = currentEnvironment();
  const lockerFolder = resolve(commandLine.locker ?? defaultLockerFolder());
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const { signal } = interrupted;
  const progress = (step: string, doneCount: number, total: number) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${step} ${doneCount}/${total}\u001b[K${doneCount === total ? '\n' : ''}`);
  };
  return {
    commandLine,
    environment,
    clock: systemClock,
    signal,
    lockerFolder,
    openLocker: (create) => openLocker({ directory: lockerFolder, create, stateFolder: stateFolder() }),
    intake: async () => createIntake({ fork: forkNode }),
    capture: async (locker) =>
      createCapture({ locker, clock: systemClock, environment, surroundings: noSurroundings }),
    exporter: async (locker) =>
      createDossierExporter({ locker, intake: createIntake({ fork: forkNode }), fork: forkNode }),
    verification: {
      locker: (options) => verifyLocker({ ...options, stateFolder: stateFolder() }),
      package: (path, options) => verifyPackage(path, { ...options, stateFolder: stateFolder() }),
      dossier: (path, options) => verifyDossier(path, { ...options, stateFolder: stateFolder() }),
    },
    writeLine: (document) => process.stdout.write(`${JSON.stringify(document)}\n`),
    progress,
  };
}
