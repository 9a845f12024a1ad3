import { setFlagsFromString } from 'node:v8';
import { serveParent } from '../platform/index.ts';
import { readBill } from './read-bill.ts';

// The bills process: a hostile file meets decoder, CSV parser and sheet reader here. It reads one file, holds no locker,
// opens nothing, and may be killed at any moment. More memory than any bill needs ends it instead of the machine.

const MAX_HEAP_MIB = 1536;

setFlagsFromString(`--max-old-space-size=${MAX_HEAP_MIB}`);

serveParent((message, reply) => reply(readBill(message as Uint8Array)));
