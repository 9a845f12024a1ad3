import { isIP } from 'node:net';

/** One line of a hosts file that says something. */
export interface HostsEntry {
  readonly address: string;
  readonly names: readonly string[];
}

/** Reads a hosts file as every system does: address, names, `#` begins a comment. Lines that are neither are left out. */
export function parseHostsFile(text: string): readonly HostsEntry[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const [address = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
      const zoneless = address.split('%')[0] ?? '';
      return isIP(zoneless) === 0 || names.length === 0
        ? []
        : [{ address, names: names.map((name) => name.toLowerCase()) }];
    });
}

/** Entries that stand for the domain, a parent that is not a whole top-level domain, or a name under it. */
export function entriesFor(entries: readonly HostsEntry[], domain: string): readonly HostsEntry[] {
  const parents = domain.split('.').map((_label, at, labels) => labels.slice(at).join('.'));
  const related = (name: string) =>
    name.endsWith(`.${domain}`) || parents.some((parent) => parent.includes('.') && parent === name);
  return entries.filter(({ names }) => names.some(related));
}

const LOCAL_NAME =
  /(^|\.)(localhost|localdomain|local|lan|home|internal|intranet|corp|arpa|test|invalid|example)$/;

/** Entries that send a public name to a machine somewhere else; blocking one (0.0.0.0, loopback) is common and harmless. */
export function redirections(entries: readonly HostsEntry[]): readonly HostsEntry[] {
  return entries.filter(
    ({ address, names }) =>
      !/^(127\.|0\.0\.0\.0$|::1$|::$|fe80:|ff0)/i.test(address) &&
      names.some((name) => name.includes('.') && !LOCAL_NAME.test(name)),
  );
}
