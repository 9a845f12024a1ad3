import { type Check, type CheckContext, clear, named, notChecked, noticed } from '../check.ts';
import { windowsProgram } from '../machine.ts';
import { parseRegistry } from '../parse/proxies.ts';
import { hasHypervisorFlag, virtualMakers } from '../parse/virtual-machine.ts';

const DMI = '/sys/class/dmi/id';
const DMI_NAMES = ['sys_vendor', 'product_name', 'board_vendor', 'bios_vendor', 'chassis_vendor'];
const WINDOWS_KEY = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS';

/** Signs that this computer is a program on another one. */
export const virtualMachineCheck: Check = {
  id: 'virtual-machine',
  run: async (context) => {
    const { names, signs } = await look(context);
    const raw = { names: Object.fromEntries(names), signs };
    const found = [...virtualMakers(names.map(([, name]) => name)), ...signs];
    if (found.length > 0) return noticed(`有虚拟机或容器的迹象：${named(found)}。`, raw);
    if (names.length === 0) return notChecked('读不到主板和型号，没有检查。', raw);
    return clear(`主板和型号没有虚拟机的迹象：${named(names.map(([, name]) => name).slice(0, 2))}。`, raw);
  },
};

/** What names maker and model, and other signs in words. */
interface Seen {
  readonly names: readonly (readonly [string, string])[];
  readonly signs: readonly string[];
}

function look(context: CheckContext): Promise<Seen> {
  const { platform } = context.machine;
  if (platform === 'win32') return lookOnWindows(context);
  return platform === 'darwin' ? lookOnMac(context) : lookOnLinux(context);
}

async function lookOnLinux({ machine }: CheckContext): Promise<Seen> {
  const [cpuinfo = '', kernel = '', docker, podman, ...dmi] = await Promise.all([
    machine.readText('/proc/cpuinfo'),
    machine.readText('/proc/version'),
    machine.readText('/.dockerenv'),
    machine.readText('/run/.containerenv'),
    ...DMI_NAMES.map((name) => machine.readText(`${DMI}/${name}`)),
  ]);
  return {
    names: DMI_NAMES.flatMap((name, at) => {
      const value = dmi[at]?.trim().slice(0, 200) ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
    signs: [
      ...(hasHypervisorFlag(cpuinfo) ? ['处理器报告有虚拟机监控程序'] : []),
      ...(/microsoft/i.test(kernel) ? ['WSL'] : []),
      ...(docker !== undefined || podman !== undefined ? ['容器'] : []),
    ],
  };
}

async function lookOnWindows({ machine, signal }: CheckContext): Promise<Seen> {
  const printed = await machine.run(windowsProgram(machine, 'reg.exe'), ['query', WINDOWS_KEY], signal);
  const values = parseRegistry(printed ?? '');
  const names = ['SystemManufacturer', 'SystemProductName', 'BaseBoardManufacturer', 'BIOSVendor'];
  return {
    names: names.flatMap((name) => {
      const value = values.get(name) ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
    signs: [],
  };
}

async function lookOnMac({ machine, signal }: CheckContext): Promise<Seen> {
  const read = async (name: string) =>
    (await machine.run('/usr/sbin/sysctl', ['-n', name], signal))?.trim() ?? '';
  const [model, isVirtual] = await Promise.all([read('hw.model'), read('kern.hv_vmm_present')]);
  return {
    names: model === '' ? [] : [['hw.model', model]],
    signs: isVirtual === '1' ? ['系统报告在虚拟机里'] : [],
  };
}
