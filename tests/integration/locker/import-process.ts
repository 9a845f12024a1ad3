// A process of its own that imports one file and prints the outcome and the most memory it ever held. Run as:
// import-process.ts <directory> <state folder> <file> [user id to become first]
import Database from 'better-sqlite3';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { importOf, unwrap } from './samples.ts';

const [directory = '', stateFolder = '', file = '', userId] = process.argv.slice(2);
// The native library is loaded on first use; the user to become may not read the checkout it lies in.
new Database(':memory:').close();
if (userId !== undefined) process.setuid?.(Number(userId));
const engine = unwrap(openEngine({ directory, create: true, stateFolder }));
const sealed = engine.items.seal(importOf(file));
engine.close();
const outcome = sealed.ok ? { sizeBytes: sealed.value.sizeBytes } : { code: sealed.error.code };
process.stdout.write(JSON.stringify({ ...outcome, maxRssKiB: process.resourceUsage().maxRSS }));
