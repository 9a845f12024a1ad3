import { client } from '../client.ts';
import { reportDevices } from './devices.ts';
import { followTasks } from './follow-tasks.ts';

// The recorder's hidden page: encodes what main lets it share, hands every second over and keeps nothing.

const main = client();
// Main calls it by this name as a user's gesture would: without one Chromium gives no screen.
Object.assign(globalThis, { beginRecorderTask: followTasks(main) });
reportDevices(main.recorder);
