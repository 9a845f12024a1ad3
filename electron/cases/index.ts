/**
 * What follows from a case, for the window and the command line alike: records from the locker, rules from the rule book,
 * everything else derived at each call and never stored.
 */
export { type BillDesk, createBillDesk, type SealedBillError, type TakenLine } from './bill-desk.ts';
export {
  type CaseDesk,
  type CaseDeskError,
  type CaseWish,
  createCaseDesk,
  type LetterWish,
} from './case-desk.ts';
export { noteCase } from './note-case.ts';
