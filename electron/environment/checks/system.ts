import { statfs } from 'node:fs/promises';
import { release, type, version } from 'node:os';
import type { Environment } from '../../../core/evidence/index.ts';
import { type Check, type CheckContext, clear, noticed } from '../check.ts';
import { windowsProgram } from '../machine.ts';
import { parseRegistry } from '../parse/proxies.ts';

const GIB = 1024 ** 3;
/** Recordings need room: below this one may end early. */
const LITTLE_BYTES = 2 * GIB;
const WINDOWS_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

/** Which system this is: nothing to judge, something to record. */
export function operatingSystemCheck(environment: Environment): Check {
  return {
    id: 'operating-system',
    run: async (context) => {
      const edition = await editionOf(context);
      const raw = {
        ...environment,
        edition,
        kernel: { type: type(), release: release(), version: version(), architecture: process.arch },
      };
      const name = edition.name ?? environment.operatingSystem.name;
      return clear(`操作系统：${name}，内核 ${release()}。`, raw);
    },
  };
}

/** What the system calls itself, as far as it can be asked. */
async function editionOf({ machine, signal }: CheckContext): Promise<Record<string, string>> {
  if (machine.platform === 'win32') {
    const printed = await machine.run(windowsProgram(machine, 'reg.exe'), ['query', WINDOWS_KEY], signal);
    const values = parseRegistry(printed ?? '');
    const of = (name: string) => values.get(name) ?? '';
    // Windows 11 still calls itself Windows 10 here; its builds begin at 22000.
    const product = of('ProductName').replace(/10/, Number(of('CurrentBuild')) >= 22_000 ? '11' : '10');
    if (product === '') return {};
    return { name: `${product} ${of('DisplayVersion')} (${of('CurrentBuild')}.${Number(of('UBR'))})` };
  }
  if (machine.platform === 'darwin') {
    const printed = (await machine.run('/usr/bin/sw_vers', [], signal)) ?? '';
    const of = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(printed)?.[1]?.trim() ?? '';
    return printed === ''
      ? {}
      : { name: `${of('ProductName')} ${of('ProductVersion')} (${of('BuildVersion')})` };
  }
  const text = (await machine.readText('/etc/os-release')) ?? '';
  const name = /^PRETTY_NAME=(?:"(.*)"|(.*))$/m.exec(text);
  return name === null ? {} : { name: name[1] ?? name[2] ?? '' };
}

/** Room on the disk of the locker. */
export function diskSpaceCheck(folder: string): Check {
  return {
    id: 'disk-space',
    run: async () => {
      const { bavail, bsize, blocks } = await statfs(folder);
      const freeBytes = bavail * bsize;
      const raw = { freeBytes, sizeBytes: blocks * bsize };
      const free = `证据库所在磁盘剩余 ${(freeBytes / GIB).toFixed(1)} GiB`;
      return freeBytes < LITTLE_BYTES ? noticed(`${free}，录屏可能不够用。`, raw) : clear(`${free}。`, raw);
    },
  };
}
