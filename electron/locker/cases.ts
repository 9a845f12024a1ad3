import type { CaseFile, CaseRecord, CaseRecordName, NotedRecord } from '../../core/cases/index.ts';
import type { OrderId } from '../../core/orders/index.ts';
import type { Result } from '../../core/result.ts';
import type { LockerError } from './locker.ts';

/** What is to be written and taken back, all of it or nothing. What is taken back comes first. */
export interface CaseChange {
  readonly noted: readonly CaseRecord[];
  readonly withdrawn: readonly CaseRecordName[];
}

/**
 * `ITEM_UNKNOWN`: a record names an item that is not there, and did not name it before. `CASE_TOO_LARGE`: the order would
 * have more than `MAX_CASE_RECORDS`. `CASE_RECORD_UNKNOWN`: what is to be taken back is not there.
 */
export type CaseError = LockerError | 'CASE_TOO_LARGE' | 'CASE_RECORD_UNKNOWN';

/** The part of the locker that keeps what users state about their cases. */
export interface LockerCases {
  /**
   * An entry only for a record that differs from what is there, all in one transaction; answers all records of the order,
   * ascending by `seq`. A record that named an item keeps its name when the item is removed.
   */
  noteCase(orderId: OrderId, change: CaseChange): Promise<Result<readonly NotedRecord[], CaseError>>;
  /** Ascending by `seq`; undefined when there is no such order. */
  caseRecords(orderId: OrderId): Promise<readonly NotedRecord[] | undefined>;
  /** An order with what is in it now and everything stated about it, of one moment. Records may name items that are gone. */
  caseFile(orderId: OrderId): Promise<CaseFile | undefined>;
  /** The same of all orders that are not archived, in the order they were added, of one moment. */
  openCaseFiles(): Promise<readonly CaseFile[]>;
}
