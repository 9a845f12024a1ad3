import { type Check, type CheckContext, clear, named, noticed } from '../check.ts';
import { windowsProgram } from '../machine.ts';
import {
  type ProxySetting,
  proxiesOfGsettings,
  proxiesOfRegistry,
  proxiesOfScutil,
  proxiesOfVariables,
} from '../parse/proxies.ts';

const WINDOWS_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** Where a proxy can be set, and what is set there. */
export const proxyCheck: Check = {
  id: 'proxy',
  run: async (context) => {
    const variables = proxiesOfVariables(context.machine.variables);
    const system = await systemProxies(context);
    const found = [...variables, ...(system.settings ?? [])];
    const raw = { variables, system: system.settings ?? null, source: system.source };
    const missing = system.settings === undefined ? `；没能读取${system.source}` : '';
    if (found.length > 0) {
      return noticed(`设置了代理：${named(found.map(({ from }) => from))}${missing}。`, raw);
    }
    return clear(system.settings === undefined ? `环境变量里没有代理${missing}。` : '没有设置代理。', raw);
  },
};

/** `settings` is undefined where the system's settings could not be read. */
async function systemProxies({ machine, signal }: CheckContext): Promise<{
  readonly source: string;
  readonly settings: readonly ProxySetting[] | undefined;
}> {
  const read = async (
    source: string,
    program: string,
    argv: readonly string[],
    parse: (text: string) => readonly ProxySetting[],
  ) => {
    const printed = await machine.run(program, argv, signal);
    return { source, settings: printed === undefined ? undefined : parse(printed) };
  };
  switch (machine.platform) {
    case 'win32':
      return await read(
        ' Windows 的代理设置',
        windowsProgram(machine, 'reg.exe'),
        ['query', WINDOWS_KEY],
        proxiesOfRegistry,
      );
    case 'darwin':
      return await read(' macOS 的代理设置', '/usr/sbin/scutil', ['--proxy'], proxiesOfScutil);
    default:
      return await read(
        ' GNOME 的代理设置（系统里没有，或不是 GNOME）',
        '/usr/bin/gsettings',
        ['list-recursively', 'org.gnome.system.proxy'],
        proxiesOfGsettings,
      );
  }
}
