// A program that records two chunks and goes on living: started by tests, which kill it.
import { openLocker } from '../../../electron/locker/index.ts';
import { chunkOf, momentAt, newRecordingId, startOf } from './recording-samples.ts';
import { unwrap } from './samples.ts';

const [directory = '', stateFolder = ''] = process.argv.slice(2);
const locker = unwrap(await openLocker({ directory, stateFolder, create: false }));
const nowhere = { orderId: null, assignedBy: 'user' } as const;
const recording = unwrap(await locker.beginRecording(startOf(newRecordingId()), momentAt(0), nowhere));
for (let at = 0; at < 2; at += 1) unwrap(await recording.append(chunkOf(at), momentAt(at + 1)));
process.stdout.write('recorded\n');
setInterval(() => undefined, 1000);
