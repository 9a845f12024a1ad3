import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../core/result.ts';
import type { Check } from '../../../../electron/environment/check.ts';
import { clockOffsetCheck } from '../../../../electron/environment/checks/clock-offset.ts';
import { dnsCheck } from '../../../../electron/environment/checks/dns.ts';
import { hostsFileCheck } from '../../../../electron/environment/checks/hosts-file.ts';
import {
  captureAlteringCheck,
  remoteControlCheck,
} from '../../../../electron/environment/checks/programs.ts';
import { proxyCheck } from '../../../../electron/environment/checks/proxy.ts';
import { operatingSystemCheck } from '../../../../electron/environment/checks/system.ts';
import { virtualMachineCheck } from '../../../../electron/environment/checks/virtual-machine.ts';
import { type Machine, windowsFolder } from '../../../../electron/environment/machine.ts';
import { currentEnvironment, systemClock } from '../../../../electron/platform/index.ts';

/** A machine whose programs print, and whose files hold, what is given; the rest is not there. */
function machine(
  platform: NodeJS.Platform,
  printed: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
  variables: Machine['variables'] = {},
): Machine & { readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    platform,
    variables,
    run: async (program, argv) => {
      ran.push([program, ...argv].join(' '));
      return printed[[program, ...argv].join(' ')] ?? printed[program];
    },
    readText: async (path) => files[path],
  };
}

const look = (check: Check, on: Machine, domain: string | null = null) =>
  check.run({ machine: on, domain, signal: new AbortController().signal });

const REG = 'C:\\Windows\\System32\\reg.exe';
const TASKLIST = 'C:\\Windows\\System32\\tasklist.exe';

describe('checks on a machine that says nothing', () => {
  it.each<[string, Check, NodeJS.Platform]>([
    ['hosts file', hostsFileCheck, 'linux'],
    ['hosts file', hostsFileCheck, 'win32'],
    ['remote control', remoteControlCheck, 'win32'],
    ['remote control', remoteControlCheck, 'darwin'],
    ['capture altering', captureAlteringCheck, 'darwin'],
    ['virtual machine', virtualMachineCheck, 'linux'],
    ['virtual machine', virtualMachineCheck, 'win32'],
    ['virtual machine', virtualMachineCheck, 'darwin'],
  ])('say that they could not look: %s', async (_name, check, platform) => {
    const found = await look(check, machine(platform));
    expect(found.outcome).toBe('not-checked');
    expect(found.detail).toMatch(/^读不到.*。$/);
  });

  it.each<[NodeJS.Platform, string]>([
    ['win32', 'Windows'],
    ['darwin', 'macOS'],
    ['linux', 'GNOME'],
  ])('say which part of the proxy settings is unknown on %s', async (platform, name) => {
    const found = await look(proxyCheck, machine(platform));
    expect(found.outcome).toBe('clear');
    expect(found.detail).toContain(`没能读取 ${name} 的代理设置`);
  });
});

describe('checks of what the system says', () => {
  it('notice proxies of system and surroundings together', async () => {
    const printed = `\r\n    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    127.0.0.1:7890\r\n`;
    const on = machine(
      'win32',
      { [REG]: printed },
      {},
      { HTTP_PROXY: 'http://x:1', SystemRoot: 'C:\\Windows' },
    );
    const found = await look(proxyCheck, on);
    expect(found).toMatchObject({
      outcome: 'noticed',
      detail: '设置了代理：HTTP_PROXY、Windows ProxyServer。',
    });
    expect(on.ran).toEqual([
      `${REG} query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`,
    ]);
  });

  it('notice a hosts file that sends the domain, or another, elsewhere', async () => {
    const on = machine('linux', {}, { '/etc/hosts': '127.0.0.1 localhost\n10.0.0.1 shop.example.cn\n' });
    expect(await look(hostsFileCheck, on, 'shop.example.cn')).toMatchObject({
      outcome: 'noticed',
      detail: 'hosts 文件改写了这个域名：shop.example.cn → 10.0.0.1。',
    });
    expect((await look(hostsFileCheck, on, 'other.cn')).detail).toContain(
      '把其他网站指到别处：shop.example.cn',
    );
    const clean = machine('linux', {}, { '/etc/hosts': '127.0.0.1 localhost\n' });
    expect((await look(hostsFileCheck, clean, 'other.cn')).outcome).toBe('clear');
  });

  it('notice remote control by its program and by this session', async () => {
    const on = machine(
      'win32',
      { [TASKLIST]: '"ToDesk.exe","1","C","1","1 K"\r\n' },
      {},
      { SESSIONNAME: 'RDP-Tcp#3' },
    );
    expect(await look(remoteControlCheck, on)).toMatchObject({
      outcome: 'noticed',
      detail: '有远程控制的迹象：Windows 远程桌面连接、ToDesk。',
      raw: { programs: ['ToDesk.exe'] },
    });
    const quiet = machine('darwin', { '/bin/ps': '/sbin/launchd\n' });
    expect((await look(remoteControlCheck, quiet)).outcome).toBe('clear');
    expect((await look(captureAlteringCheck, quiet)).outcome).toBe('clear');
    const obs = machine('darwin', { '/bin/ps': '/Applications/OBS.app/Contents/MacOS/OBS\n' });
    expect((await look(captureAlteringCheck, obs)).detail).toContain('OBS Studio');
  });

  it('notice virtual machines on each system', async () => {
    const windows =
      '    SystemManufacturer    REG_SZ    VMware, Inc.\r\n    SystemProductName    REG_SZ    VMware7,1\r\n';
    expect((await look(virtualMachineCheck, machine('win32', { [REG]: windows }))).detail).toContain(
      'VMware',
    );
    const mac = machine('darwin', {
      '/usr/sbin/sysctl -n hw.model': 'MacBookPro18,3\n',
      '/usr/sbin/sysctl -n kern.hv_vmm_present': '0\n',
    });
    expect((await look(virtualMachineCheck, mac)).outcome).toBe('clear');
    const linux = machine(
      'linux',
      {},
      {
        '/sys/class/dmi/id/sys_vendor': 'LENOVO\n',
        '/sys/class/dmi/id/product_name': '21CB\n',
        '/proc/cpuinfo': 'flags\t: fpu hypervisor\n',
      },
    );
    expect((await look(virtualMachineCheck, linux)).detail).toContain('虚拟机监控程序');
  });

  it('name the system as people call it', async () => {
    const check = operatingSystemCheck(currentEnvironment());
    const windows = [
      '    ProductName    REG_SZ    Windows 10 Pro',
      '    DisplayVersion    REG_SZ    23H2',
      '    CurrentBuild    REG_SZ    22631',
      '    UBR    REG_DWORD    0x1112',
    ].join('\r\n');
    expect((await look(check, machine('win32', { [REG]: windows }))).detail).toContain(
      'Windows 11 Pro 23H2 (22631.4370)',
    );
    const mac = 'ProductName:\t\tmacOS\nProductVersion:\t\t15.1\nBuildVersion:\t\t24B83\n';
    expect((await look(check, machine('darwin', { '/usr/bin/sw_vers': mac }))).detail).toContain(
      'macOS 15.1 (24B83)',
    );
    const linux = machine('linux', {}, { '/etc/os-release': 'NAME=x\nPRETTY_NAME="Debian GNU/Linux 12"\n' });
    expect((await look(check, linux)).detail).toContain('Debian GNU/Linux 12');
  });

  it('do not run what a variable says is Windows', () => {
    for (const SystemRoot of ['\\\\evil\\share', 'C:\\a&calc', 'D:', '..\\x', 'C:\\x"y']) {
      expect(windowsFolder({ variables: { SystemRoot } })).toBe('C:\\Windows');
    }
    expect(windowsFolder({ variables: { SystemRoot: 'D:\\WINNT' } })).toBe('D:\\WINNT');
  });
});

describe('checks of names', () => {
  const dns = (system: readonly string[] | Error, direct: readonly string[] | Error) =>
    look(
      dnsCheck({
        system: async () => answerOf(system),
        direct: async () => ({ servers: ['192.0.2.1'], addresses: answerOf(direct) }),
      }),
      machine('linux'),
      'shop.cn',
    );
  const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });

  it.each<[string, readonly string[] | Error, readonly string[] | Error, string, RegExp]>([
    ['one story', ['8.8.8.8'], ['8.8.8.8'], 'clear', /两种查法一致/],
    ['two stories', ['8.8.8.8'], ['9.9.9.9'], 'noticed', /完全不同/],
    ['a made-up address', ['198.18.0.3'], ['8.8.8.8'], 'noticed', /198\.18\.0\.3/],
    ['one answer', ['8.8.8.8'], refused, 'clear', /只有一种查法/],
    ['none', refused, refused, 'not-checked', /没有解析出地址/],
  ])('tell %s', async (_name, system, direct, outcome, words) => {
    const found = await dns(system, direct);
    expect(found.outcome).toBe(outcome);
    expect(found.detail).toMatch(words);
  });

  it('ask nobody without a domain', async () => {
    const asked = dnsCheck({
      system: () => Promise.reject(new Error('asked')),
      direct: () => Promise.reject(new Error('asked')),
    });
    expect((await look(asked, machine('linux'))).outcome).toBe('not-checked');
  });
});

describe('the clock’s offset', () => {
  const offset = (offsetMs: number | null) =>
    look(
      clockOffsetCheck({
        compare: async () =>
          ok({
            clock: systemClock.facts(),
            servers: [],
            offsetMs,
            uncertaintyMs: offsetMs === null ? null : 50,
          }),
      }),
      machine('linux'),
      'shop.cn',
    );

  it.each([
    [0, 'clear', '相差 0.0 秒'],
    [4999, 'clear', '相差 5.0 秒'],
    [90_000, 'noticed', '慢了 90.0 秒'],
    [-90_000, 'noticed', '快了 90.0 秒'],
    [null, 'not-checked', '没有回答'],
  ])('of %s ms is %s', async (offsetMs, outcome, words) => {
    const found = await offset(offsetMs);
    expect(found.outcome).toBe(outcome);
    expect(found.detail).toContain(words);
  });

  it('is not looked at when comparing is off', async () => {
    const off = clockOffsetCheck({ compare: async () => fail('CLOCK_COMPARISON_OFF', '') });
    expect(await look(off, machine('linux'), 'shop.cn')).toMatchObject({ outcome: 'not-checked' });
  });
});

function answerOf(said: readonly string[] | Error): readonly string[] {
  if (said instanceof Error) throw said;
  return said;
}
