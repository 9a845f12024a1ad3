// A process of its own that seals `count` items into a locker, one after the other, and says which it was told are
// sealed. Run as: writer-process.ts <directory> <state folder> <name> <count>
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { captureOf, unwrap } from './samples.ts';

const [directory = '', stateFolder = '', name = '', count = '0'] = process.argv.slice(2);
const engine = unwrap(openEngine({ directory, create: true, stateFolder }));
for (let at = 0; at < Number(count); at += 1) {
  const item = unwrap(engine.items.seal(captureOf(`${name} ${at}`)));
  process.stdout.write(`${item.id}\n`);
}
engine.close();
