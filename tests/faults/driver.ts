// The program that faults are injected into: the locker's engine in one thread, told what to do on its command line,
// saying what it was told on stdout, a line each, written with one system call:
//   ready · ack ITEM SHA256 · refused CODE · threw MESSAGE · closed
// Modes: `loop DIR STATE SOURCE` seals captures and imports, stamps and removes until it is killed; `once DIR STATE SOURCE` waits for a
// byte on stdin, seals one capture and one import, and closes; `many DIR STATE COUNT` waits, seals COUNT captures;
// `open DIR STATE` waits before it opens or creates the locker, and closes it again. Recordings (see record.ts for what
// is said of them): `record DIR STATE` waits and records once; `recover DIR STATE` waits and recovers;
// `stream DIR STATE` recovers, and then records one after the other until it is killed. What `prove` does is said in
// prove.ts: `stamp`, `change`, `remove`, `snapshot`, `case DIR STATE` wait and do it once.
import { randomBytes, randomInt } from 'node:crypto';
import { readSync, writeSync } from 'node:fs';
import type { LockerEngine } from '../../electron/locker/engine/engine.ts';
import { openEngine } from '../../electron/locker/engine/open-engine.ts';
import type { SealRequest } from '../../electron/locker/index.ts';
import { chunkOf } from '../integration/locker/recording-samples.ts';
import { captureOf, importOf, unwrap } from '../integration/locker/samples.ts';
import { isProving, prove, provingWorks } from './prove.ts';
import { openRecordings, recordOnce, recoverAll } from './record.ts';

const [mode = '', directory = '', stateFolder = '', argument = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

function seal(engine: LockerEngine, request: SealRequest): void {
  const sealed = engine.items.seal(request);
  say(sealed.ok ? `ack ${sealed.value.id} ${sealed.value.sha256}` : `refused ${sealed.error.code}`);
}

function loop(engine: LockerEngine): never {
  for (let at = 0; ; at += 1) {
    seal(engine, captureOf(randomBytes(1 + ((at * 7919) % 200_000))));
    seal(engine, importOf(argument));
    const work = provingWorks[randomInt(0, provingWorks.length)];
    if (work !== undefined && work !== 'snapshot') prove(engine, work, say);
  }
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

function stream(engine: LockerEngine): never {
  const recordings = openRecordings(directory);
  for (const code of recoverAll(recordings, engine, directory)) say(`refused ${code}`);
  for (;;) {
    const chunks = Array.from({ length: randomInt(1, 12) }, (_, at) => chunkOf(at, randomInt(200, 200_000)));
    recordOnce(recordings, engine, chunks, say);
  }
}

function run(): void {
  const engine = unwrap(openEngine({ directory, create: true, stateFolder }));
  say('ready');
  if (mode === 'loop') loop(engine);
  if (mode === 'stream') stream(engine);
  readSync(0, Buffer.alloc(1));
  if (mode === 'record' || mode === 'recover') {
    const recordings = openRecordings(directory);
    if (mode === 'record') recordOnce(recordings, engine, [chunkOf(0, 5000), chunkOf(1, 5000)], say);
    else for (const code of recoverAll(recordings, engine, directory)) say(`refused ${code}`);
    recordings.close();
  } else if (isProving(mode)) {
    prove(engine, mode, say);
  } else if (mode === 'once') {
    // The same bytes each time: whether the folder of an object is there already decides which calls are made.
    seal(engine, captureOf(Buffer.alloc(5000, 'once')));
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
