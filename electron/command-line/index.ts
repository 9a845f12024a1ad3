/**
 * The command line (design section 7): arguments in, one outcome out. Knows no module's inside; `electron/cli.ts` hands
 * it what to use. Everything the window can do to evidence, it can.
 */
export { type CommandLine, readCommandLine } from './arguments.ts';
export type { CommandContext } from './commands/command-context.ts';
export { exitCodes } from './exit-codes.ts';
export { failed, type Outcome } from './output.ts';
export { run } from './run.ts';
