import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areAnswersApart, isSpecialAddress } from '../../../../electron/environment/parse/addresses.ts';
import {
  entriesFor,
  parseHostsFile,
  redirections,
} from '../../../../electron/environment/parse/hosts-file.ts';
import {
  namesOfPs,
  namesOfTasklist,
  remoteControlPrograms,
  runningOf,
} from '../../../../electron/environment/parse/processes.ts';
import {
  parseRegistry,
  proxiesOfGsettings,
  proxiesOfRegistry,
  proxiesOfScutil,
  proxiesOfVariables,
} from '../../../../electron/environment/parse/proxies.ts';
import { hasHypervisorFlag, virtualMakers } from '../../../../electron/environment/parse/virtual-machine.ts';

describe('a hosts file', () => {
  const windows = [
    '\uFEFF# Copyright (c) 1993-2009 Microsoft Corp.',
    '#      102.54.94.97     rhino.acme.com          # source server',
    '127.0.0.1       localhost',
    '10.20.30.40  WWW.Shop.example.com # mine',
    '0.0.0.0 ads.example.net',
    '192.168.1.5 nas.local',
    '203.0.113.9 bank.example.org pay.bank.cn',
    'not-an-address name',
    '1.2.3.4',
  ].join('\r\n');

  it('is read as the system reads it', () => {
    expect(parseHostsFile(windows)).toEqual([
      { address: '127.0.0.1', names: ['localhost'] },
      { address: '10.20.30.40', names: ['www.shop.example.com'] },
      { address: '0.0.0.0', names: ['ads.example.net'] },
      { address: '192.168.1.5', names: ['nas.local'] },
      { address: '203.0.113.9', names: ['bank.example.org', 'pay.bank.cn'] },
    ]);
  });

  it.each([
    ['shop.example.com', 1],
    ['www.shop.example.com', 1],
    ['a.www.shop.example.com', 1],
    ['other.example.com', 0],
    ['op.example.com', 0],
  ])('names %s in %i entries', (domain, count) => {
    expect(entriesFor(parseHostsFile(windows), domain)).toHaveLength(count);
  });

  it('tells what sends public names elsewhere from what blocks them', () => {
    const names = redirections(parseHostsFile(windows)).map(({ address }) => address);
    expect(names).toEqual(['10.20.30.40', '203.0.113.9']);
    const mac =
      '127.0.0.1\tlocalhost\n255.255.255.255\tbroadcasthost\n::1             localhost\nfe80::1%lo0 localhost\n';
    expect(redirections(parseHostsFile(mac))).toEqual([]);
    const linux = '127.0.1.1 pc\nff02::1 ip6-allnodes\n192.168.65.2 host.docker.internal\n';
    expect(redirections(parseHostsFile(linux))).toEqual([]);
  });

  it('never makes the reader fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void redirections(parseHostsFile(text))));
  });
});

describe('proxy settings', () => {
  it('come from the environment in either case', () => {
    expect(
      proxiesOfVariables({
        HTTPS_PROXY: 'http://a:1',
        no_proxy: '*',
        http_proxy: '',
        Path: 'x',
        all_proxy: 'socks5://b',
      }),
    ).toEqual([
      { from: 'HTTPS_PROXY', value: 'http://a:1' },
      { from: 'all_proxy', value: 'socks5://b' },
    ]);
  });

  it('come from GNOME', () => {
    const lines = (mode: string) =>
      [
        `org.gnome.system.proxy mode '${mode}'`,
        "org.gnome.system.proxy autoconfig-url 'http://x/p.pac'",
        "org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8']",
        "org.gnome.system.proxy.http host '127.0.0.1'",
        'org.gnome.system.proxy.http port 7890',
        "org.gnome.system.proxy.https host ''",
        'org.gnome.system.proxy.https port 0',
      ].join('\n');
    expect(proxiesOfGsettings(lines('none'))).toEqual([]);
    expect(proxiesOfGsettings(lines('manual'))).toEqual([{ from: 'GNOME http', value: '127.0.0.1:7890' }]);
    expect(proxiesOfGsettings(lines('auto'))).toEqual([
      { from: 'GNOME autoconfig-url', value: 'http://x/p.pac' },
    ]);
  });

  it('come from Windows', () => {
    const printed = (isOn: number, script = '') =>
      [
        '',
        'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
        '    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)',
        `    ProxyEnable    REG_DWORD    0x${isOn}`,
        '    ProxyServer    REG_SZ    127.0.0.1:10809',
        ...(script === '' ? [] : [`    AutoConfigURL    REG_SZ    ${script}`]),
        '    ProxyOverride    REG_SZ    ',
        '',
      ].join('\r\n');
    expect(parseRegistry(printed(1)).get('User Agent')).toBe('Mozilla/4.0 (compatible; MSIE 8.0; Win32)');
    expect(parseRegistry(printed(1)).get('ProxyOverride')).toBe('');
    expect(proxiesOfRegistry(printed(0))).toEqual([]);
    expect(proxiesOfRegistry(printed(1, 'http://p/x.pac'))).toEqual([
      { from: 'Windows ProxyServer', value: '127.0.0.1:10809' },
      { from: 'Windows AutoConfigURL', value: 'http://p/x.pac' },
    ]);
  });

  it('come from macOS', () => {
    const printed = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
  }
  HTTPEnable : 1
  HTTPPort : 7890
  HTTPProxy : 127.0.0.1
  HTTPSEnable : 0
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : http://p/x.pac
}`;
    expect(proxiesOfScutil(printed)).toEqual([
      { from: 'macOS HTTP', value: '127.0.0.1:7890' },
      { from: 'macOS PAC', value: 'http://p/x.pac' },
    ]);
    expect(proxiesOfScutil('<dictionary> {\n}\n')).toEqual([]);
  });
});

describe('running programs', () => {
  it('are named without arguments, users and numbers', () => {
    const windows =
      '"System Idle Process","0","Services","0","8 K"\r\n"SunloginClient.exe","4242","Console","1","90,112 K"\r\n"ToDesk.exe","5","Console","1","9 K"\r\n"ToDesk.exe","6","Console","1","9 K"\r\n';
    expect(namesOfTasklist(windows)).toEqual(['SunloginClient.exe', 'System Idle Process', 'ToDesk.exe']);
    expect(runningOf(remoteControlPrograms, namesOfTasklist(windows))).toEqual(['向日葵', 'ToDesk']);
    const mac =
      '/sbin/launchd\n/Applications/AnyDesk.app/Contents/MacOS/AnyDesk\n/Applications/Some App.app/Contents/MacOS/helper\n\n';
    expect(namesOfPs(mac)).toEqual(['AnyDesk', 'Some App/helper', 'launchd']);
    expect(runningOf(remoteControlPrograms, namesOfPs(mac))).toEqual(['AnyDesk']);
  });

  it('are not taken for others with a similar name', () => {
    expect(runningOf(remoteControlPrograms, ['sshd', 'code', 'anydrop', 'parsecmgmt', 'vncviewer'])).toEqual(
      [],
    );
    expect(runningOf(remoteControlPrograms, ['x11vnc', 'gnome-remote-de', 'remoting_host.exe'])).toEqual([
      'Chrome 远程桌面',
      'VNC',
      'GNOME 远程桌面',
    ]);
  });
});

describe('a virtual machine', () => {
  it.each([
    [['VMware, Inc.', 'VMware7,1'], ['VMware']],
    [['innotek GmbH', 'VirtualBox'], ['VirtualBox']],
    [['QEMU', 'Standard PC (Q35 + ICH9, 2009)'], ['QEMU/KVM']],
    [['Microsoft Corporation', 'Virtual Machine'], ['Hyper-V']],
    [['Alibaba Cloud', 'Alibaba Cloud ECS'], ['阿里云']],
    [['VirtualMac2,1'], ['Apple 虚拟机']],
    [['Microsoft Corporation', 'Surface Laptop 5'], []],
    [['LENOVO', '21CB000ACD'], []],
    [['MacBookPro18,3'], []],
  ])('is known by %j', (names, makers) => {
    expect(virtualMakers(names)).toEqual(makers);
  });

  it('is told by the processor', () => {
    expect(hasHypervisorFlag('model name\t: Xeon\nflags\t\t: fpu vme hypervisor lahf_lm\n')).toBe(true);
    expect(hasHypervisorFlag('model name\t: hypervisor\nflags\t\t: fpu vme\n')).toBe(false);
  });
});

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '198.18.0.5',
    '169.254.1.1',
    '::1',
    'fd00::1',
    'fe80::1%eth0',
    '::ffff:10.0.0.1',
    '0.0.0.0',
  ])('that no public site has: %s', (address) => expect(isSpecialAddress(address)).toBe(true));

  it.each(['8.8.8.8', '110.75.139.5', '2400:3200::1', '::ffff:8.8.8.8'])(
    'that a site may have: %s',
    (address) => expect(isSpecialAddress(address)).toBe(false),
  );

  it('are apart when nothing is in common in a family that both have', () => {
    expect(areAnswersApart(['1.1.1.1', '2.2.2.2'], ['2.2.2.2', '3.3.3.3'])).toBe(false);
    expect(areAnswersApart(['1.1.1.1'], ['3.3.3.3'])).toBe(true);
    expect(areAnswersApart(['1.1.1.1'], ['2400::1'])).toBe(false);
    expect(areAnswersApart(['1.1.1.1', '2400::1'], ['1.1.1.1', '2400::2'])).toBe(true);
    expect(areAnswersApart([], ['1.1.1.1'])).toBe(false);
  });
});
