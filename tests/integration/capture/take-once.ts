import { createCapture, noSurroundings } from '../../../electron/capture/index.ts';
import { openLocker } from '../../../electron/locker/index.ts';
import { currentEnvironment, systemClock } from '../../../electron/platform/index.ts';

// A process of its own, because the grabber keeps the display it found first: takes once, prints what became of it.

const [directory = '', stateFolder = '', mode = 'screen'] = process.argv.slice(2);
const opened = await openLocker({ directory, create: true, stateFolder });
if (!opened.ok) throw new Error(opened.error.code);
const capture = createCapture({
  locker: opened.value,
  clock: systemClock,
  environment: currentEnvironment(),
  surroundings: noSurroundings,
});
const taken = await capture.take({
  target: mode === 'window' ? { mode } : { mode: 'screen', displays: 'all-displays' },
  trigger: 'command-line',
  delaySeconds: 0,
  orderId: null,
  assignedBy: 'user',
});
await opened.value.close();
process.stdout.write(JSON.stringify(taken));
