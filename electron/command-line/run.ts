import { assertNever } from '../../core/assert.ts';
import type { CommandLine } from './arguments.ts';
import { backup, restore } from './commands/backup.ts';
import { importBill } from './commands/bills.ts';
import { describeCall, transcribe } from './commands/calls.ts';
import { capture } from './commands/capture.ts';
import {
  closeCase,
  noteDifference,
  noteFact,
  noteFile,
  noteMessage,
  noteParty,
  notePlatformRule,
  noteReading,
  noteReply,
  noteSubmission,
  reopenCase,
  setSituation,
  showCase,
  withdrawRecord,
} from './commands/cases.ts';
import { checkCase } from './commands/check.ts';
import { compareClock } from './commands/clock.ts';
import type { CommandContext } from './commands/command-context.ts';
import { showDeadlines, showTodo } from './commands/deadlines.ts';
import { doctor } from './commands/doctor.ts';
import { checkEnvironment } from './commands/environment.ts';
import { exportOrder } from './commands/export.ts';
import { frames } from './commands/frames.ts';
import { importFiles } from './commands/import.ts';
import { assignItems, labelItems, listItems, noteItem, removeItems, showItem } from './commands/items.ts';
import { exportKey, importKey, rotateKey, showKey } from './commands/key.ts';
import { composeLetter } from './commands/letters.ts';
import { addOrder, archiveOrder, listOrders, setOrder, showOrder } from './commands/orders.ts';
import { record, recordMarks } from './commands/record.ts';
import { importRules, showRules } from './commands/rules.ts';
import { endSession, showSession, startSession } from './commands/session.ts';
import { timestamp } from './commands/timestamp.ts';
import { verify } from './commands/verify.ts';
import { done, type Outcome } from './output.ts';
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
    case 'case show':
      return showCase(context);
    case 'case set':
      return setSituation(context);
    case 'case fact':
      return noteFact(context);
    case 'case message':
      return noteMessage(context);
    case 'case reading':
      return noteReading(context);
    case 'case party':
      return noteParty(context);
    case 'case difference':
      return noteDifference(context);
    case 'case rule':
      return notePlatformRule(context);
    case 'case submit':
      return noteSubmission(context);
    case 'case reply':
      return noteReply(context);
    case 'case close':
      return closeCase(context);
    case 'case reopen':
      return reopenCase(context);
    case 'case withdraw':
      return withdrawRecord(context);
    case 'case note':
      return noteFile(context);
    case 'check':
      return checkCase(context);
    case 'letter':
      return composeLetter(context);
    case 'deadline':
      return showDeadlines(context);
    case 'todo':
      return showTodo(context);
    case 'bill import':
      return importBill(context);
    case 'rules show':
      return showRules(context);
    case 'rules import':
      return importRules(context);
    default:
      return assertNever(command);
  }
}
