/** A proxy that the system or the surroundings name: where it was found, and what it says. */
export type ProxySetting = Readonly<{ from: string; value: string }>;

const VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'ftp_proxy', 'socks_proxy'];

/** Proxies in the environment; `no_proxy` alone is none. */
export function proxiesOfVariables(
  variables: Readonly<Record<string, string | undefined>>,
): readonly ProxySetting[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    VARIABLES.includes(name.toLowerCase()) && value ? [{ from: name, value }] : [],
  );
}

/** What `gsettings list-recursively org.gnome.system.proxy` prints. */
export function proxiesOfGsettings(text: string): readonly ProxySetting[] {
  const settings = new Map(
    [...text.matchAll(/^(org\.gnome\.system\.proxy\S*) (\S+) (.*)$/gm)].map(([, schema, key, value]) => [
      `${schema} ${key}`,
      (value ?? '').trim().replace(/^'(.*)'$/, '$1'),
    ]),
  );
  const of = (name: string) => settings.get(`org.gnome.system.proxy${name}`) ?? '';
  const mode = of(' mode');
  if (mode === '' || mode === 'none') return [];
  if (mode === 'auto') return [{ from: 'GNOME autoconfig-url', value: of(' autoconfig-url') || '(WPAD)' }];
  return ['http', 'https', 'ftp', 'socks'].flatMap((kind) => {
    const host = of(`.${kind} host`);
    return host === '' ? [] : [{ from: `GNOME ${kind}`, value: `${host}:${of(`.${kind} port`)}` }];
  });
}

/** What `reg query` prints: names and values of one key. */
export function parseRegistry(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^\s{2,}(\S.*?)\s{2,}(REG_[A-Z_]+)\s*(.*?)\s*$/gm)].map(([, name, , value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}

/** Windows, `Internet Settings`: a proxy counts when it is switched on, a script when it is named. */
export function proxiesOfRegistry(text: string): readonly ProxySetting[] {
  const values = parseRegistry(text);
  const server = values.get('ProxyServer') ?? '';
  const script = values.get('AutoConfigURL') ?? '';
  return [
    ...(Number(values.get('ProxyEnable') ?? '0') === 1 && server !== ''
      ? [{ from: 'Windows ProxyServer', value: server }]
      : []),
    ...(script === '' ? [] : [{ from: 'Windows AutoConfigURL', value: script }]),
  ];
}

/** macOS, what `scutil --proxy` prints. */
export function proxiesOfScutil(text: string): readonly ProxySetting[] {
  const values = new Map(
    [...text.matchAll(/^\s*(\w+)\s*:\s*(.*?)\s*$/gm)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
  const isOn = (name: string) => values.get(name) === '1';
  const of = (name: string) => values.get(name) ?? '';
  const manual = ['HTTP', 'HTTPS', 'SOCKS', 'FTP'].flatMap((kind) =>
    isOn(`${kind}Enable`)
      ? [{ from: `macOS ${kind}`, value: `${of(`${kind}Proxy`)}:${of(`${kind}Port`)}` }]
      : [],
  );
  return [
    ...manual,
    ...(isOn('ProxyAutoConfigEnable') ? [{ from: 'macOS PAC', value: of('ProxyAutoConfigURLString') }] : []),
    ...(isOn('ProxyAutoDiscoveryEnable') ? [{ from: 'macOS WPAD', value: '(WPAD)' }] : []),
  ];
}
