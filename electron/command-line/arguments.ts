import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../core/result.ts';

/** A command line, read: which command, what was named, which options were given. */
export interface CommandLine {
  readonly locker: string | undefined;
  readonly isJson: boolean;
  readonly command: CommandName;
  readonly operands: readonly string[];
  /** A list for an option that may be given several times. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const commands = {
  'order add': {
    operands: [0, 0],
    options: {
      platform: text,
      merchant: text,
      number: text,
      product: text,
      category: text,
      amount: text,
      'payment-channel': text,
      'transaction-number': text,
      'ordered-at': text,
      'paid-at': text,
      'promise-minutes': text,
      'promise-text': text,
      status: text,
      notes: text,
    },
  },
  'order list': { operands: [0, 0], options: { search: text, archived: flag } },
  'order show': { operands: [1, 1], options: {} },
  'order set': { operands: [2, 40], options: {} },
  'order archive': { operands: [1, 1], options: {} },
  'order unarchive': { operands: [1, 1], options: {} },
  capture: {
    operands: [0, 1],
    options: { order: text, kind: text, delay: text, 'all-displays': flag, area: text },
  },
  import: { operands: [1, 10_000], options: { order: text, kind: text, 'json-lines': flag } },
  list: { operands: [0, 0], options: { order: text, inbox: flag, search: text } },
  show: { operands: [1, 1], options: {} },
  assign: { operands: [1, 5000], options: { order: text, inbox: flag } },
  label: { operands: [1, 5000], options: { kind: text } },
  note: { operands: [2, 2], options: {} },
  remove: { operands: [1, 5000], options: { reason: text, yes: flag } },
  call: { operands: [1, 1], options: { with: text, 'held-at': text, told: text } },
  transcript: { operands: [2, 2], options: {} },
  verify: { operands: [0, 1], options: { head: text, package: text, 'tsa-root': text } },
  export: { operands: [1, 1], options: { out: text, channel: text, 'pdf-only': flag } },
  doctor: { operands: [0, 0], options: {} },
  record: {
    operands: [0, 0],
    options: {
      seconds: text,
      'until-stopped': flag,
      display: text,
      fps: text,
      audio: text,
      order: text,
      kind: text,
    },
  },
  environment: { operands: [0, 0], options: { domain: text, order: text, 'compare-clock': flag } },
  'session start': {
    operands: [0, 0],
    options: { order: text, domain: text, check: flag, 'compare-clock': flag, 'not-before': text },
  },
  'session end': { operands: [0, 0], options: {} },
  'session show': { operands: [0, 0], options: {} },
  'clock compare': { operands: [0, 0], options: { server: texts } },
  'record marks': { operands: [1, 1], options: {} },
  frames: { operands: [1, 1], options: { at: texts, out: text } },
  timestamp: { operands: [0, 0], options: { tsa: texts, 'tsa-root': texts } },
  'key show': { operands: [0, 0], options: {} },
  'key export': { operands: [1, 1], options: {} },
  'key import': { operands: [1, 1], options: {} },
  'key rotate': { operands: [0, 0], options: { 'old-key-lost': flag } },
  check: { operands: [1, 1], options: { scenario: text, channel: text, at: text } },
  'case show': { operands: [1, 1], options: {} },
  'case set': {
    operands: [1, 1],
    options: {
      scenario: text,
      modifier: texts,
      'no-modifier': texts,
      answer: texts,
      want: text,
      amount: text,
      triple: text,
    },
  },
  'case fact': {
    operands: [2, 2],
    options: { at: text, amount: text, text, item: texts, id: text },
  },
  'case message': {
    operands: [2, 2],
    options: { at: text, text, item: texts, 'off-platform': flag, id: text },
  },
  'case reading': { operands: [3, 40], options: { shows: texts } },
  'case party': {
    operands: [2, 40],
    options: { 'not-published': texts, item: texts, individual: text, presence: text },
  },
  'case difference': {
    operands: [1, 1],
    options: {
      feature: text,
      promised: text,
      actual: text,
      'promised-item': texts,
      'actual-item': texts,
      id: text,
    },
  },
  'case rule': {
    operands: [1, 1],
    options: {
      name: text,
      version: text,
      'published-on': text,
      clause: text,
      quote: text,
      item: texts,
      id: text,
    },
  },
  'case submit': {
    operands: [2, 2],
    options: {
      at: text,
      'received-at': text,
      receipt: text,
      package: text,
      letter: text,
      text,
      item: texts,
      id: text,
    },
  },
  'case reply': { operands: [3, 3], options: { at: text, text, item: texts, id: text } },
  'case close': { operands: [2, 2], options: { at: text, amount: text, text, item: texts } },
  'case reopen': { operands: [1, 1], options: {} },
  'case withdraw': { operands: [3, 3], options: {} },
  'case note': { operands: [2, 2], options: {} },
  letter: {
    operands: [2, 2],
    options: {
      channel: text,
      at: text,
      out: text,
      save: flag,
      name: text,
      phone: text,
      address: text,
      'id-number': text,
    },
  },
  deadline: { operands: [0, 1], options: { at: text, from: text, length: text, unit: text, rolls: text } },
  todo: { operands: [0, 0], options: { at: text, calendar: text } },
  'bill import': { operands: [2, 2], options: { take: texts } },
  'rules show': { operands: [0, 1], options: {} },
  'rules import': { operands: [1, 1], options: {} },
  backup: { operands: [0, 1], options: { webdav: text, user: text } },
  restore: { operands: [0, 1], options: { webdav: text, user: text } },
  help: { operands: [0, 2], options: {} },
  version: { operands: [0, 0], options: {} },
} as const satisfies Record<string, CommandShape>;

interface CommandShape {
  /** Fewest and most operands. */
  readonly operands: readonly [number, number];
  readonly options: Readonly<
    Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: true }>
  >;
}

export type CommandName = keyof typeof commands;

/**
 * Reads `[--locker DIR] [--json] COMMAND …`. Fails with `USAGE` on an unknown command or option, a missing value, or a
 * wrong number of operands; nothing is guessed.
 */
export function readCommandLine(argv: readonly string[]): Result<CommandLine, 'USAGE'> {
  const globals = readGlobals(argv);
  if (!globals.ok) return globals;
  const { locker, isJson, rest } = globals.value;
  const command = commandOf(rest);
  if (command === undefined) {
    const named = rest.find((word) => !word.startsWith('-'));
    return fail('USAGE', named === undefined ? '请给出命令。' : `没有「${named}」这个命令。`);
  }
  const shape: CommandShape = commands[command];
  const words = rest.slice(command.split(' ').length);
  try {
    const parsed = parseArgs({ args: words, options: shape.options, allowPositionals: true, strict: true });
    const [fewest, most] = shape.operands;
    if (parsed.positionals.length < fewest || parsed.positionals.length > most) {
      return fail('USAGE', `「${command}」的参数个数不对。`);
    }
    return ok({ locker, isJson, command, operands: parsed.positionals, options: parsed.values });
  } catch (cause) {
    return fail(
      'USAGE',
      `「${command}」的选项不对：${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

/** Takes `--locker` and `--json` from wherever they stand before a `--`. */
function readGlobals(
  argv: readonly string[],
): Result<
  { readonly locker: string | undefined; readonly isJson: boolean; readonly rest: readonly string[] },
  'USAGE'
> {
  const rest: string[] = [];
  let locker: string | undefined;
  let isJson = false;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') {
      rest.push(...argv.slice(at));
      break;
    }
    if (word === '--json') isJson = true;
    else if (word === '--locker') {
      locker = argv[at + 1];
      if (locker === undefined || locker === '' || locker.startsWith('--')) {
        return fail('USAGE', '--locker 后面要写证据库文件夹。');
      }
      at += 1;
    } else if (word.startsWith('--locker=')) locker = word.slice('--locker='.length);
    else rest.push(word);
  }
  return ok({ locker, isJson, rest });
}

function commandOf(words: readonly string[]): CommandName | undefined {
  const [first = '', second = ''] = words;
  if (first === '' || first === '--help' || first === '-h') return 'help';
  if (first === '--version') return 'version';
  const two = `${first} ${second}`;
  if (Object.hasOwn(commands, two)) return two as CommandName;
  return Object.hasOwn(commands, first) ? (first as CommandName) : undefined;
}
