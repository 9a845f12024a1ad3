/**
 * Bytes of a bill export to its lines: decoding, CSV, XLSX, in a process that may die. Does not touch the locker or the network,
 * and keeps nothing; what the lines mean is `core/bills`.
 */
export {
  type BillReader,
  type BillReaderError,
  type BillReaderOptions,
  createBillReader,
} from './create-bill-reader.ts';
export { MAX_BILL_BYTES } from './limits.ts';
export { readBill } from './read-bill.ts';
