import { type Check, clear, named, notChecked, noticed } from '../check.ts';
import { windowsFolder } from '../machine.ts';
import { entriesFor, parseHostsFile, redirections } from '../parse/hosts-file.ts';

const MAX_ENTRIES = 500;

/** Whether the hosts file sends the domain, or other public names, somewhere else. */
export const hostsFileCheck: Check = {
  id: 'hosts-file',
  run: async ({ machine, domain }) => {
    const isWindows = machine.platform === 'win32';
    const path = isWindows ? `${windowsFolder(machine)}\\System32\\drivers\\etc\\hosts` : '/etc/hosts';
    const text = await machine.readText(path);
    if (text === undefined) return notChecked(`读不到 hosts 文件（${path}）。`, { path });
    const entries = parseHostsFile(text);
    const raw = {
      path,
      entryCount: entries.length,
      entries: entries.slice(0, MAX_ENTRIES).map(({ address, names }) => [address, ...names]),
    };
    const own = domain === null ? [] : entriesFor(entries, domain);
    if (own.length > 0) {
      const lines = own.map(({ address, names }) => `${names.join(' ')} → ${address}`);
      return noticed(`hosts 文件改写了这个域名：${named(lines)}。`, raw);
    }
    const others = redirections(entries).flatMap(({ names }) => names);
    if (others.length > 0) return noticed(`hosts 文件把其他网站指到别处：${named(others)}。`, raw);
    return clear(`hosts 文件没有改写${domain === null ? '公开网站' : '这个域名'}。`, raw);
  },
};
