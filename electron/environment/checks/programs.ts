import { readdir } from 'node:fs/promises';
import { type Check, type CheckContext, clear, named, notChecked, noticed } from '../check.ts';
import { windowsProgram } from '../machine.ts';
import {
  captureAlteringPrograms,
  type KnownProgram,
  namesOfPs,
  namesOfTasklist,
  remoteControlPrograms,
  runningOf,
  unique,
} from '../parse/processes.ts';

const MAX_NAMES = 1500;

/** Remote control: programs that run, and whether this very session comes over the network. */
export const remoteControlCheck: Check = {
  id: 'remote-control',
  run: async (context) => {
    const { variables } = context.machine;
    const session = [
      ...(/^rdp-/i.test(variables.SESSIONNAME ?? '') ? ['Windows 远程桌面连接'] : []),
      ...(variables.SSH_CONNECTION ? ['SSH 连接'] : []),
    ];
    return await lookForPrograms(context, {
      known: remoteControlPrograms,
      also: session,
      found: '有远程控制的迹象',
      none: '没有发现认得的远程控制软件在运行',
    });
  },
};

/** Programs and devices that can change what is shown or recorded. */
export const captureAlteringCheck: Check = {
  id: 'capture-altering',
  run: async (context) => {
    const cameras = context.machine.platform === 'linux' ? await virtualCameras(context) : [];
    return await lookForPrograms(context, {
      known: captureAlteringPrograms,
      also: cameras.map((name) => `虚拟摄像头（${name}）`),
      found: '有可能改变画面的软件或设备',
      none: '没有发现认得的虚拟摄像头、画面叠加或抓包软件在运行',
    });
  },
};

async function lookForPrograms(
  context: CheckContext,
  look: {
    readonly known: readonly KnownProgram[];
    readonly also: readonly string[];
    readonly found: string;
    readonly none: string;
  },
) {
  const names = await runningPrograms(context);
  const found = [...look.also, ...runningOf(look.known, names ?? [])];
  const raw = { programs: (names ?? []).slice(0, MAX_NAMES), others: look.also };
  if (found.length > 0) return noticed(`${look.found}：${named(found)}。`, raw);
  if (names === undefined) return notChecked('读不到正在运行的程序，没有检查。', raw);
  return clear(`${look.none}（认得 ${look.known.length} 种；改了名字的认不出）。`, raw);
}

async function runningPrograms({ machine, signal }: CheckContext): Promise<readonly string[] | undefined> {
  if (machine.platform === 'linux') return await programsOfProc(machine);
  const isWindows = machine.platform === 'win32';
  const printed = isWindows
    ? await machine.run(windowsProgram(machine, 'tasklist.exe'), ['/fo', 'csv', '/nh'], signal)
    : await machine.run('/bin/ps', ['-axo', 'comm='], signal);
  if (printed === undefined) return undefined;
  return isWindows ? namesOfTasklist(printed) : namesOfPs(printed);
}

/** Linux: the kernel's names of processes, without asking a program that may have been replaced. */
async function programsOfProc(machine: CheckContext['machine']): Promise<readonly string[] | undefined> {
  const names = await list('/proc');
  const ids = names?.filter((name) => /^\d+$/.test(name));
  if (ids === undefined || ids.length === 0) return undefined;
  const read = await Promise.all(ids.map((id) => machine.readText(`/proc/${id}/comm`)));
  return unique(read.map((name) => name?.trim() ?? ''));
}

async function virtualCameras({ machine }: CheckContext): Promise<readonly string[]> {
  const devices = (await list('/sys/class/video4linux')) ?? [];
  const names = await Promise.all(devices.map((id) => machine.readText(`/sys/class/video4linux/${id}/name`)));
  return unique(names.map((name) => name?.trim() ?? '')).filter((name) =>
    /virtual|dummy|loopback|obs/i.test(name),
  );
}

async function list(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch {
    // No such folder on this system: there is nothing to look at.
    return undefined;
  }
}
