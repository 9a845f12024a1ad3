import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What is to be run, and how whoever started it wants that. */
export interface Application {
  readonly rootFolder: string;
  readonly mainPath: string;
  readonly name: string;
  readonly version: string;
  readonly isModule: boolean;
}

export interface CommandLine {
  /** The folder or file of the application. */
  readonly target: string;
  /** Modules to load before the application, as `-r` names them. */
  readonly preloaded: readonly string[];
  /** The inspector's `host:port`, when it is asked for. */
  readonly inspector: { readonly port: number; readonly host: string; readonly mustWait: boolean } | null;
  /** Switches given to Electron, with their dashes. */
  readonly switches: readonly string[];
  /** `process.argv` as Electron would have it. */
  readonly processArguments: readonly string[];
}

const DEFAULT_INSPECTOR_PORT = 9229;

/** Reads the arguments that Electron's own executable would be given. */
export function readCommandLine(executable: string, args: readonly string[]): CommandLine {
  const preloaded: string[] = [];
  const switches: string[] = [];
  let inspector: CommandLine['inspector'] = null;
  let target: string | null = null;
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (target !== null) rest.push(arg);
    else if (arg === '-r' || arg === '--require') preloaded.push(args[++index] ?? '');
    else if (/^--inspect(-brk)?(=|$)/.test(arg)) inspector = readInspector(arg);
    else if (arg.startsWith('-')) switches.push(arg);
    else target = arg;
  }
  // Electron takes switches on both sides of the application's name.
  switches.push(...rest.filter((arg) => arg.startsWith('--')));
  return { target: target ?? '.', preloaded, inspector, switches, processArguments: [executable, ...args] };
}

function readInspector(arg: string): CommandLine['inspector'] {
  const [, value = String(DEFAULT_INSPECTOR_PORT)] = arg.split('=');
  const [host, port] = value.includes(':') ? value.split(':') : ['127.0.0.1', value];
  return { host: host ?? '127.0.0.1', port: Number(port), mustWait: arg.startsWith('--inspect-brk') };
}

/** Finds the application's manifest and main script. Throws when there is nothing to run. */
export function findApplication(target: string): Application {
  const path = resolve(target);
  if (!existsSync(path)) throw new Error(`Unable to find an application at ${path}.`);
  const isFolder = statSync(path).isDirectory();
  const rootFolder = isFolder ? path : nearestManifestFolder(dirname(path));
  const manifest = readManifest(rootFolder);
  const mainPath = isFolder ? resolve(rootFolder, manifest.main ?? 'index.js') : path;
  if (!existsSync(mainPath))
    throw new Error(`The application's main script ${mainPath} does not exist. Build it first.`);
  return {
    rootFolder,
    mainPath,
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? '0.0.0',
    isModule: mainPath.endsWith('.mjs') || (manifest.type === 'module' && !mainPath.endsWith('.cjs')),
  };
}

interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
  readonly type?: string;
}

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}

function nearestManifestFolder(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? folder : nearestManifestFolder(parent);
}
