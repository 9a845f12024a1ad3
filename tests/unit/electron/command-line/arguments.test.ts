import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../../../electron/command-line/index.ts';

const read = (...argv: string[]) => {
  const result = readCommandLine(argv);
  return result.ok ? result.value : result.error.code;
};

describe('the command line', () => {
  it('takes the global options before and after the command', () => {
    const expected = { locker: '/l', isJson: true, command: 'list', operands: [], options: { order: 'o1' } };
    expect(read('--locker', '/l', '--json', 'list', '--order', 'o1')).toMatchObject(expected);
    expect(read('list', '--order', 'o1', '--json', '--locker=/l')).toMatchObject(expected);
  });

  it('reads two-word commands and file names that look like options after --', () => {
    expect(read('order', 'add', '--platform', 'P')).toMatchObject({
      command: 'order add',
      options: { platform: 'P' },
    });
    expect(read('import', '--', '--json', '-x.png')).toMatchObject({
      isJson: false,
      command: 'import',
      operands: ['--json', '-x.png'],
    });
  });

  it('refuses what it does not know instead of guessing', () => {
    for (const argv of [
      ['frobnicate'],
      ['order'],
      ['order', 'delete', 'o1'],
      ['list', '--colour'],
      ['list', 'extra'],
      ['import'],
      ['order', 'show'],
      ['--locker'],
      ['--locker', '--json', 'list'],
      ['export', 'o1', '--out'],
    ]) {
      expect(read(...argv), argv.join(' ')).toBe('USAGE');
    }
  });

  it('answers help and version without a command', () => {
    expect(read()).toMatchObject({ command: 'help' });
    expect(read('--version')).toMatchObject({ command: 'version' });
  });

  it('knows the commands that later versions bring, whatever their arguments', () => {
    expect(read('record', '--seconds', '5')).toMatchObject({ command: 'record' });
  });
});
