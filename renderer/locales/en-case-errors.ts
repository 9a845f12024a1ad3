import type { zhCnCaseErrors } from './zh-cn-case-errors.ts';

/** Failures of cases, letters, bills and rules: what happened and what to do. */
export const enCaseErrors: typeof zhCnCaseErrors = {
  RULES_INVALID:
    'The rule book cannot be read, so what is missing cannot be said. The evidence is safe. Install the app again, or import the rule pack again.',
  CASE_TOO_LARGE:
    'This order has too many entries; this one was not kept. Take back what you do not need and try again.',
  CASE_RECORD_UNKNOWN:
    'This entry is no longer there; it may have been taken back elsewhere. Look at the list and try again.',
  REFUND_EXCEEDS_PAYMENT:
    'More came back than was paid. Check the amount; if it holds compensation, ask for compensation first.',
  REFUND_MISSING: 'Enter the amount that came back; if none did, choose another outcome.',
  REFUND_UNEXPECTED: 'With an amount choose a refund as the outcome; without one enter 0.',
  CLOSED_BEFORE_PAYMENT: 'It ended before it was paid. Check the date.',
  CLOSED_IN_FUTURE: 'It has not ended yet at this moment. Check the date.',
  LETTER_NOT_FOUNDED: 'The evidence does not carry this letter yet. Add what is missing first.',
  BILL_NOT_RECOGNISED:
    'This is not a statement exported by Alipay or WeChat Pay. Export it again there and choose that file.',
  BILL_ENCODING:
    'The text of the statement cannot be read. Export it again and do not save it with another program.',
  BILL_SAVED_BY_EXCEL:
    'A spreadsheet program saved this statement and cut the long numbers. Export it again and choose the exported file itself.',
  BILL_LOCKED:
    'The statement is in an archive with a password. Unpack it with the password you were sent and choose the file inside.',
  BILL_IN_ARCHIVE: 'This is an archive. Unpack it and choose the CSV or XLSX file inside.',
  BILL_DAMAGED: 'The statement is damaged and cannot be opened. Export it again.',
  BILL_UTF16: 'Another program saved this file; it is not the exported one. Choose the exported file itself.',
  BILL_ACCOUNT_BOOK:
    'This export of the Alipay account book has no transaction numbers. Export the statement for personal accounting instead.',
  BILL_COLUMNS_UNKNOWN: 'The columns of the statement are not known. Export it again without changing it.',
  BILL_SEVERAL_SHEETS:
    'There are several sheets in this file. Choose the exported file itself, one at a time.',
  BILL_LINE_INVALID: 'One line of the statement makes no sense, so nothing was imported. Export it again.',
  BILL_CONTRADICTORY: 'Totals and lines of the statement disagree, so nothing was imported. Export it again.',
  BILL_TOO_LARGE: 'The statement is too large. Export a shorter period that has the payment in it.',
  BILL_EMPTY: 'There is no payment in this statement. Export a period that has the day of the payment in it.',
  BILL_TRUNCATED: 'The statement is incomplete. Download it again, then import it.',
  BILL_READER_FAILED: 'Reading the statement failed and was stopped; nothing was imported. Try again.',
  BILL_LINE_UNKNOWN: 'The statement has no such line. Open it again and choose.',
  RULE_PACK_INVALID: 'The rule pack is not valid and was not taken. The present rules stay in use.',
  RULE_PACK_SIGNATURE_INVALID:
    'The signature of the rule pack is wrong; it may have been changed. Get it again from a source you trust.',
  RULE_PACK_UNKNOWN_PUBLISHER: 'Whoever signed this rule pack is unknown. The present rules stay in use.',
  RULE_PACK_OLDER: 'This rule pack is older than the one in use and was not taken.',
  RULE_PACK_NOT_SAVED:
    'The rule pack was not saved. Check whether the disk is full or read-only and try again.',
};
