import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  UNSUPPORTED_MEMBERS,
  UNSUPPORTED_MODULES,
} from '../../../tools/electron-on-chromium/unsupported/members.ts';
import { type AppUnderTest, startApp } from './app-under-test.ts';

const README = new URL('../../../tools/electron-on-chromium/README.md', import.meta.url);
const DECLARATIONS = new URL('../../../node_modules/electron/electron.d.ts', import.meta.url);

let test: AppUnderTest;
beforeAll(async () => {
  test = await startApp();
});
afterAll(async () => {
  await test.stop();
});

/** In the application: for each name, the code of what reading it throws. */
async function codesOf(owner: string, names: readonly string[]): Promise<Record<string, unknown>> {
  return test.app.evaluate(
    (electron, asked) => {
      const [window] = electron.BrowserWindow.getAllWindows();
      const { defaultSession } = electron.session;
      const owners: Record<string, unknown> = {
        app: electron.app,
        commandLine: electron.app.commandLine,
        BrowserWindow: window,
        'BrowserWindow (static)': electron.BrowserWindow,
        CPUUsage: electron.app.getAppMetrics()[0]?.cpu,
        Display: electron.screen.getPrimaryDisplay(),
        'Menu (static)': electron.Menu,
        NativeImage: electron.nativeImage.createEmpty(),
        Notification: new electron.Notification(),
        'Notification (static)': electron.Notification,
        Session: defaultSession,
        UtilityProcess: {},
        WebContents: window?.webContents,
        WebFrameMain: window?.webContents.mainFrame,
        WebRequest: defaultSession.webRequest,
      };
      const target = (owners[asked.owner] ?? Reflect.get(electron, asked.owner)) as object;
      const codeOf = (name: string) => {
        try {
          return `has ${typeof Reflect.get(target, name)}`;
        } catch (error) {
          return (error as { code?: unknown }).code;
        }
      };
      return Object.fromEntries(asked.names.map((name) => [name, codeOf(name)]));
    },
    { owner, names: [...names] },
  );
}

const allThrow = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, 'ERR_UNSUPPORTED_BY_RUNTIME']));

describe('what the runtime does not have', () => {
  it.each(Object.entries(UNSUPPORTED_MEMBERS))(
    'throws on every listed member of %s',
    async (owner, names) => {
      expect(await codesOf(owner, names)).toEqual(allThrow(names));
    },
  );

  it('throws on use of every listed module', async () => {
    const outcomes = await test.app.evaluate(
      (electron, names) => {
        const codeOf = (use: () => unknown) => {
          try {
            return String(use());
          } catch (error) {
            return (error as { code?: unknown }).code;
          }
        };
        return names.map((name) => {
          const module = Reflect.get(electron, name) as { new (): unknown; member: unknown };
          return [codeOf(() => module.member), codeOf(() => new module())];
        });
      },
      [...UNSUPPORTED_MODULES],
    );
    const code = 'ERR_UNSUPPORTED_BY_RUNTIME';
    expect(outcomes).toEqual(UNSUPPORTED_MODULES.map(() => [code, code]));
  });

  it('throws on listening for an event that Electron has and the runtime never emits', async () => {
    const events = eventsOf('BrowserWindow');
    expect(events).toContain('close');
    const refused = await test.app.evaluate(({ BrowserWindow }, names) => {
      const [window] = BrowserWindow.getAllWindows();
      return names.filter((name) => {
        try {
          window?.on(name as 'closed', () => {});
          return false;
        } catch (error) {
          return (error as { code?: unknown }).code === 'ERR_UNSUPPORTED_BY_RUNTIME';
        }
      });
    }, events);
    const emitted = ['blur', 'closed', 'focus', 'hide', 'minimize', 'page-title-updated', 'ready-to-show'];
    expect(events.filter((name) => !refused.includes(name))).toEqual([...emitted, 'restore', 'show']);
  });

  it.each([
    ['an option of a window', 'new BrowserWindow({ transparent: true })'],
    ['a frame with node', 'new BrowserWindow({ webPreferences: { nodeIntegration: true } })'],
    ['a window without a sandbox', 'new BrowserWindow({ webPreferences: { sandbox: false } })'],
    [
      'allowing windows',
      "BrowserWindow.fromId(1).webContents.setWindowOpenHandler(() => ({ action: 'allow' }))",
    ],
    ['an application menu', 'Menu.setApplicationMenu({})'],
    ['an event of a session', "session.defaultSession.on('preconnect', () => {})"],
    ['listing windows to capture', "desktopCapturer.getSources({ types: ['window', 'screen'] })"],
    ['a picture of a screen', "desktopCapturer.getSources({ types: ['screen'] })"],
    ['a picker', 'session.defaultSession.setDisplayMediaRequestHandler(() => {}, { useSystemPicker: true })'],
    ['a download of the main process', "net.fetch('https://example.com/')"],
  ])('throws on %s', async (_what, code) => {
    const thrown = await test.app.evaluate(async (electron, text) => {
      const { BrowserWindow, desktopCapturer, Menu, net, session } = electron;
      try {
        await new Function('BrowserWindow', 'desktopCapturer', 'Menu', 'net', 'session', `return ${text}`)(
          BrowserWindow,
          desktopCapturer,
          Menu,
          net,
          session,
        );
        return 'nothing';
      } catch (error) {
        return (error as { code?: unknown }).code;
      }
    }, code);
    expect(thrown).toBe('ERR_UNSUPPORTED_BY_RUNTIME');
  });

  it('is what the README lists', () => {
    const section = readFileSync(README, 'utf8').split('## What throws')[1] ?? '';
    const listed = section
      .split('\n- **')
      .slice(1)
      .map((entry) => entry.split('**: '))
      .map(([owner = '', names = '']) => [owner, names.split(',').map((name) => name.trim())] as const);
    const members = Object.entries(UNSUPPORTED_MEMBERS).filter(([, names]) => names.length > 0);
    expect(Object.fromEntries(listed)).toEqual({
      'Modules and classes': [...UNSUPPORTED_MODULES],
      ...Object.fromEntries(members.map(([owner, names]) => [owner, [...names]])),
    });
  });
});

/** The names of a class's events in Electron's declarations, in order. */
function eventsOf(className: string): string[] {
  const declarations = readFileSync(DECLARATIONS, 'utf8');
  const start = declarations.indexOf(`  class ${className} extends`);
  const body = declarations.slice(start, declarations.indexOf('\n  }\n', start));
  return [...new Set([...body.matchAll(/^ {4}on\(event: '([^']+)'/gm)].map(([, name = '']) => name))].sort();
}
