// The program that faults are injected into: the locker's engine in one thread, told what to do on its command line,
// saying what it was told on stdout, a line each, written with one system call:
//   ready · ack ITEM SHA256 · refused CODE · threw MESSAGE · closed
// Modes: `loop DIR STATE SOURCE` seals captures and imports until it is killed; `once DIR STATE SOURCE` waits for a
// byte on stdin, seals one capture and one import, and closes; `many DIR STATE COUNT` waits, seals COUNT captures;
// `open DIR STATE` waits before it opens or creates the locker, and closes it again.
import { randomBytes } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';
import type { LockerEngine } from '../../electron/locker/engine/engine.ts';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import type { SealRequest } from '../../electron/locker/index.ts';
import { captureOf, importOf, unwrap } from '../integration/locker/samples.ts';

const [mode = '', directory = '', stateFolder = '', argument = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

function seal(engine: LockerEngine, request: SealRequest): void {
  const sealed = engine.items.seal(request);
  say(sealed.ok ? `ack ${sealed.value.id} ${sealed.value.sha256}` : `refused ${sealed.error.code}`);
}

function openOnly(): void {
  // The database library is loaded beforehand: what is swept is the locker's own work.
  unwrap(openEngine({ directory: `${directory}-other`, create: true, stateFolder })).close();
  say('ready');
  readSync(0, Buffer.alloc(1));
  const opened = openEngine({ directory, create: true, stateFolder });
  if (opened.ok) opened.value.close();
  else say(`refused ${opened.error.code}`);
  say('closed');
}

function run(): void {
  const engine = unwrap(openEngine({ directory, create: true, stateFolder }));
  say('ready');
  if (mode === 'loop') {
    for (let at = 0; ; at += 1) {
      seal(engine, captureOf(randomBytes(1 + ((at * 7919) % 200_000))));
      seal(engine, importOf(argument));
    }
  }
  readSync(0, Buffer.alloc(1));
  if (mode === 'once') {
    seal(engine, captureOf(randomBytes(5000)));
    seal(engine, importOf(argument));
  } else {
    for (let at = 0; at < Number(argument); at += 1) seal(engine, captureOf(randomBytes(5000)));
  }
  engine.close();
  say('closed');
}

try {
  if (mode === 'open') openOnly();
  else run();
} catch (thrown) {
  say(`threw ${String(thrown)}`);
}
