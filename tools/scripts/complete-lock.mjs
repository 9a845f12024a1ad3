import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './node24.mjs';

// Adds to package-lock.json what a registry that carries only some platforms leaves out: the other platforms' optional
// packages, by the exact versions their parents name. Without them `npm ci` refuses the lock file. Run after each
// `npm install` that changes dependencies: `node tools/scripts/complete-lock.mjs`.

const SYSTEMS = { darwin: 'darwin', win32: 'win32', linux: 'linux', android: 'android', freebsd: 'freebsd' };
const CPUS = { arm64: 'arm64', x64: 'x64', arm: 'arm', ia32: 'ia32' };

/** Operating system and processor that a platform package's name ends with, as npm writes them. */
export function platformOf(name) {
  const words = name.split('/').at(-1)?.split('-') ?? [];
  const system = words.map((word) => SYSTEMS[word]).find((word) => word !== undefined);
  const cpu = words.map((word) => CPUS[word]).find((word) => word !== undefined);
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(system ? { os: [system] } : {}) };
}

/** The same lock with every exactly named optional package in it; what is there stays as it is. */
export function completeLock(lock) {
  const added = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    path === ''
      ? []
      : Object.entries(optionalDependencies)
          .filter(([name, version]) => /^\d/.test(version) && !lock.packages[`node_modules/${name}`])
          .map(([name, version]) => [
            `node_modules/${name}`,
            { version, ...platformOf(name), optional: true },
          ]),
  );
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(added) });
  packages.sort(([left], [right]) => (left < right ? -1 : 1));
  return { lock: { ...lock, packages: Object.fromEntries(packages) }, added: added.map(([path]) => path) };
}

if (process.argv[1] === import.meta.filename) {
  const path = join(ROOT, 'package-lock.json');
  const { lock, added } = completeLock(JSON.parse(readFileSync(path, 'utf8')));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} added`);
}
