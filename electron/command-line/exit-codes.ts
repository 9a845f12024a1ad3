import { billErrors } from '../../core/bills/index.ts';
import { closingErrors } from '../../core/complaints/index.ts';

/** Exit codes of the command line (design section 7). */
export const exitCodes = { done: 0, checkFailed: 1, misuse: 2, environment: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the caller got wrong: arguments that name nothing, or files that cannot be evidence. */
const misuse: ReadonlySet<string> = new Set([
  'USAGE',
  'ORDER_FACT_INVALID',
  'ORDER_FACT_MISSING',
  'ORDER_UNKNOWN',
  'ORDER_AMBIGUOUS',
  'ITEM_UNKNOWN',
  'MEDIA_NOT_MEDIA',
  'MEDIA_TIME_OUTSIDE',
  'FILE_NOT_FOUND',
  'FILE_EMPTY',
  'FILE_IS_FOLDER',
  'FILE_NOT_REGULAR',
  'LOCKER_NOT_FOUND',
  'LOCKER_NOT_A_FOLDER',
  'TRANSCRIPT_EMPTY',
  'TRANSCRIPT_TOO_LONG',
  'TRANSCRIPT_NOT_TEXT',
  'EXPORT_EMPTY',
  'NOT_FOUND',
  'SESSION_UNKNOWN',
  'SESSION_OPEN',
  'DOMAIN_INVALID',
  'BACKUP_NOT_FOUND',
  'BACKUP_OF_ANOTHER_LOCKER',
  'BACKUP_INSIDE_LOCKER',
  'RESTORE_NOT_EMPTY',
  'WEBDAV_URL_INVALID',
  'ROOT_CERTIFICATE_INVALID',
  'KEY_FILE_MALFORMED',
  'KEY_NOT_CURRENT',
  'KEY_MISSING',
  'PASSPHRASE_WRONG',
  'FILE_EXISTS',
  'CASE_RECORD_UNKNOWN',
  'CASE_TOO_LARGE',
  ...closingErrors,
  'LETTER_NOT_FOUNDED',
  'BILL_LINE_UNKNOWN',
  ...billErrors,
  'RULE_PACK_INVALID',
  'RULE_PACK_SIGNATURE_INVALID',
  'RULE_PACK_UNKNOWN_PUBLISHER',
  'RULE_PACK_OLDER',
]);

/** Evidence that does not stand. */
const failedChecks: ReadonlySet<string> = new Set([
  'LOCKER_CORRUPT',
  'OBJECT_MISSING',
  'OBJECT_DAMAGED',
  'NOT_RECOGNISED',
  'BACKUP_DIVERGES',
  'BACKUP_DAMAGED',
]);

/** The exit code that an error's code stands for; whatever is neither misuse nor damage is the environment's. */
export function exitCodeOf(errorCode: string): ExitCode {
  if (misuse.has(errorCode)) return exitCodes.misuse;
  if (failedChecks.has(errorCode)) return exitCodes.checkFailed;
  return exitCodes.environment;
}
