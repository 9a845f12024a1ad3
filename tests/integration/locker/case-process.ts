// A process of its own that states `count` facts about one order, one after the other, and says which it was told are
// kept. Run as: case-process.ts <directory> <state folder> <order> <first number> <count>
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { fact, noting } from './case-samples.ts';
import { unwrap } from './samples.ts';

const [directory = '', stateFolder = '', orderId = '', first = '0', count = '0'] = process.argv.slice(2);
const engine = unwrap(openEngine({ directory, create: false, stateFolder }));
for (let at = 0; at < Number(count); at += 1) {
  const record = fact(Number(first) + at);
  unwrap(engine.cases.noteCase(orderId, noting(record)));
  process.stdout.write(`${record.id}\n`);
}
engine.close();
