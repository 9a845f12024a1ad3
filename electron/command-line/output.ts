import type { Failure } from '../../core/result.ts';
import { type ExitCode, exitCodeOf } from './exit-codes.ts';

/** What a command leaves: its JSON document, the same for people, and the exit code. */
export interface Outcome {
  /** Undefined when the command has already written its lines. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** The outcome of an expected failure: `{"error":{"code","message"}}` and the exit code of its class. */
export function failed(
  error: Failure<string>,
  extra: Readonly<Record<string, unknown>> = {},
  text = '',
): Outcome {
  return {
    json: { ...extra, error: { code: error.code, message: error.message, ...(error.details ?? {}) } },
    text: `${text}${text === '' ? '' : '\n'}错误 ${error.code}：${error.message}`,
    exitCode: exitCodeOf(error.code),
  };
}

/** The outcome of success. */
export function done(json: Readonly<Record<string, unknown>>, text: string): Outcome {
  return { json, text, exitCode: 0 };
}

/**
 * Text that was typed or imported, made safe for a terminal: control, bidirectional and invisible characters are shown
 * as `\u{…}` so that a file name cannot redraw the screen or read backwards (P17).
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
