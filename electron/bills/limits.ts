/** Largest file that is read: about 120,000 padded lines. */
export const MAX_BILL_BYTES = 32 * 1024 * 1024;

/** Most rows of a file or sheet. */
export const MAX_ROWS = 200_000;

/** Longest record: a quote that is never closed must not swallow the file. */
export const MAX_RECORD_BYTES = 64 * 1024;

/** Most that a workbook may unpack to; a bill unpacks to ten to fifteen times its size. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** Longest that reading one file may take. */
export const READ_TIMEOUT_MS = 30_000;
