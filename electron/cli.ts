import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ok } from '../core/result.ts';
import { createBillReader } from './bills/index.ts';
import { createCapture, noSurroundings } from './capture/index.ts';
import { createBillDesk, createCaseDesk } from './cases/index.ts';
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
import { createMedia } from './media/index.ts';
import {
  currentEnvironment,
  defaultLockerFolder,
  forkNode,
  stateFolder,
  systemClock,
} from './platform/index.ts';
import {
  createMachine,
  createProcessSource,
  createRecorder,
  createRecordingWatch,
} from './recording/index.ts';
import { openRules } from './rules/index.ts';
import { createCheckpointer, createManifestSigner, createSigning } from './signing/index.ts';
import { loadTrustedRoots } from './timestamps/index.ts';
import { verifyDossier, verifyLocker, verifyPackage } from './verification/index.ts';

// Whoever reads our output may stop before its end (`| head`): what was done stays done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const noWindows = {
  clear: async () => undefined,
  begin: () => undefined,
  release: () => undefined,
  end: () => undefined,
  onOwnWindowShown: () => () => undefined,
};

const argv = process.argv.slice(2);
const read = readCommandLine(argv);
const isJson = read.ok ? read.value.isJson : argv.includes('--json');
print(read.ok ? await run(read.value, contextOf(read.value)).catch(defect) : failed(read.error));

/** What threw is a mistake of ours: the trace helps whoever reports it, and a script still gets its one document. */
function defect(error: unknown): Outcome {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message = '程序内部出错，没有做完；以前固定的证据不受影响。请把上面的英文信息连同版本号反馈给我们。';
  return failed({ code: 'UNEXPECTED', message });
}

function print({ json, text, exitCode }: Outcome): void {
  process.exitCode = exitCode;
  if (json === undefined) return;
  const isError = 'error' in json;
  if (isJson) process.stdout.write(`${JSON.stringify(json)}\n`);
  else (isError ? process.stderr : process.stdout).write(`${text}\n`);
}

function contextOf(commandLine: CommandLine): CommandContext {
  const environment = currentEnvironment();
  const lockerFolder = resolve(commandLine.locker ?? defaultLockerFolder());
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
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
    stateFolder: stateFolder(),
    programFolder: import.meta.url.endsWith('.ts')
      ? undefined
      : fileURLToPath(new URL('..', import.meta.url)),
    openLocker: (create) => openLocker({ directory: lockerFolder, create, stateFolder: stateFolder() }),
    intake: async () => createIntake({ fork: forkNode }),
    capture: async (locker) =>
      createCapture({ locker, clock: systemClock, environment, surroundings: noSurroundings }),
    recorder: async (locker, onEnded) => {
      const machine = createMachine(lockerFolder);
      return createRecorder({
        locker: ok(locker),
        source: createProcessSource({
          executable: process.env.LIUHEN_APP_RUNTIME ?? electronOfThisProgram(),
          script: fileURLToPath(new URL('recorder-host.js', import.meta.url)),
        }),
        clock: systemClock,
        environment,
        surroundings: noWindows,
        watch: createRecordingWatch(machine),
        freeBytes: machine.freeBytes,
        onChanged: () => undefined,
        onEnded,
      });
    },
    onTypedLine,
    tell,
    media: async (locker) => createMedia({ locker, fork: forkNode, folder: join(stateFolder(), 'media') }),
    exporter: async (locker) => {
      const media = createMedia({ locker, fork: forkNode, folder: join(stateFolder(), 'media') });
      const intake = createIntake({ fork: forkNode });
      const signing = createSigning({
        locker,
        stateFolder: stateFolder(),
        onKeyMade: ({ keyId, why }) => {
          if (why === 'lost') tell(`原来的签名密钥不在这台电脑上，已换成 ${keyId}；旧密钥没有为它作保。`);
        },
      });
      const checkpointer = createCheckpointer({ locker, signing });
      const exporter = createDossierExporter({
        locker,
        intake,
        fork: forkNode,
        media,
        sign: createManifestSigner(signing),
        makeCheckpoint: () => checkpointer.makeCheckpoint(),
      });
      const close = async () => {
        await exporter.close();
        await media.close();
      };
      return { ...exporter, close };
    },
    rules: async () => openRules({ stateFolder: stateFolder() }).current(),
    importRules: async (bytes) => {
      const imported = await openRules({ stateFolder: stateFolder() }).importPack(bytes);
      return imported.ok ? ok({ version: imported.value.ruleBook.version }) : imported;
    },
    caseDesk: async (locker) => {
      const rules = openRules({ stateFolder: stateFolder() }).current();
      if (!rules.ok) return rules;
      return ok(createCaseDesk({ locker, rules: rules.value, measuredLimits: [] }));
    },
    billDesk: async (locker) =>
      createBillDesk({
        locker,
        reader: createBillReader({ fork: forkNode }),
        clock: systemClock,
        environment,
      }),
    verification: {
      locker: async (options) => verifyLocker({ ...options, ...(await ofThisMachine(options.trustedRoots)) }),
      package: async (path, options) =>
        verifyPackage(path, { ...options, ...(await ofThisMachine(options.trustedRoots)) }),
      dossier: async (path, options) =>
        verifyDossier(path, { ...options, ...(await ofThisMachine(options.trustedRoots)) }),
    },
    writeLine: (document) => process.stdout.write(`${JSON.stringify(document)}\n`),
    progress,
  };
}

/** What this machine knows beside what is verified: heads it saw, roots it trusts, and those given with the command. */
async function ofThisMachine(given: ReadonlySet<string> = new Set()) {
  const { fingerprints } = await loadTrustedRoots(stateFolder());
  return { stateFolder: stateFolder(), trustedRoots: new Set([...fingerprints, ...given]) };
}

/** In a packaged app the command line runs on Electron itself, as Node. */
function electronOfThisProgram(): string | undefined {
  return process.versions.electron === undefined ? undefined : process.execPath;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function onTypedLine(listener: (line: string) => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', listener);
  return () => {
    lines.close();
    // A terminal or pipe that stays open must not keep the program alive.
    process.stdin.destroy();
  };
}
