import { assertNever } from '../../core/assert.ts';
import { fail } from '../../core/result.ts';
import type { CommandLine } from './arguments.ts';
import { backup, restore } from './commands/backup.ts';
import { describeCall, transcribe } from './commands/calls.ts';
import { capture } from './commands/capture.ts';
import { compareClock } from './commands/clock.ts';
import type { CommandContext } from './commands/command-context.ts';
import { doctor } from './commands/doctor.ts';
import { checkEnvironment } from './commands/environment.ts';
import { exportOrder } from './commands/export.ts';
import { frames } from './commands/frames.ts';
import { importFiles } from './commands/import.ts';
import { assignItems, labelItems, listItems, noteItem, removeItems, showItem } from './commands/items.ts';
import { exportKey, importKey, rotateKey, showKey } from './commands/key.ts';
import { addOrder, archiveOrder, listOrders, setOrder, showOrder } from './commands/orders.ts';
import { record, recordMarks } from './commands/record.ts';
import { endSession, showSession, startSession } from './commands/session.ts';
import { timestamp } from './commands/timestamp.ts';
import { verify } from './commands/verify.ts';
import { done, failed, type Outcome } from './output.ts';
import { usage } from './usage.ts';

/** Runs one command. Expected failures are outcomes; what throws is a defect of ours. */
export async function run(commandLine: CommandLine, context: CommandContext): Promise<Outcome> {
  const { command } = commandLine;
  switch (command) {
    case 'order add':
      return addOrder(context);
    case 'order list':
      return listOrders(context);
    case 'order show':
      return showOrder(context);
    case 'order set':
      return setOrder(context);
    case 'order archive':
      return archiveOrder(context, true);
    case 'order unarchive':
      return archiveOrder(context, false);
    case 'capture':
      return capture(context);
    case 'import':
      return importFiles(context);
    case 'list':
      return listItems(context);
    case 'show':
      return showItem(context);
    case 'assign':
      return assignItems(context);
    case 'label':
      return labelItems(context);
    case 'note':
      return noteItem(context);
    case 'remove':
      return removeItems(context);
    case 'call':
      return describeCall(context);
    case 'transcript':
      return transcribe(context);
    case 'verify':
      return verify(context);
    case 'export':
      return exportOrder(context);
    case 'doctor':
      return doctor(context);
    case 'record':
      return record(context);
    case 'record marks':
      return recordMarks(context);
    case 'frames':
      return frames(context);
    case 'backup':
      return backup(context);
    case 'restore':
      return restore(context);
    case 'help':
      return done({ usage }, usage);
    case 'version':
      return done({ ...context.environment }, `liuhen ${context.environment.app.version}`);
    case 'timestamp':
      return timestamp(context);
    case 'environment':
      return checkEnvironment(context);
    case 'session start':
      return startSession(context);
    case 'session end':
      return endSession(context);
    case 'session show':
      return showSession(context);
    case 'clock compare':
      return compareClock(context);
    case 'key show':
      return showKey(context);
    case 'key export':
      return exportKey(context);
    case 'key import':
      return importKey(context);
    case 'key rotate':
      return rotateKey(context);
    case 'check':
      return failed(fail('NOT_YET', `${command} 还没有做好，会在以后的版本提供。`).error);
    default:
      return assertNever(command);
  }
}
