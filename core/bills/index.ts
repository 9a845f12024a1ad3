/**
 * Bill exports of 支付宝 and 微信支付: rows to lines, refunds, duplicate charges, what an order was paid with. Pure: bytes become
 * rows elsewhere (`electron/bills`).
 */
export {
  type Bill,
  type BillLayout,
  type BillLine,
  type BillLineFacts,
  type BillProvider,
  type BillWarning,
  type BillWarningCode,
  billProviderNames,
  type Cell,
  type LineState,
  type TableRow,
} from './bill.ts';
export {
  type BillError,
  type BillFailure,
  billErrors,
  refuseBill,
  refuseLine,
  refuseSheets,
  refuseTruncated,
} from './bill-error.ts';
export { type DuplicateCharges, findDuplicateCharges } from './duplicate-charges.ts';
export { type MatchReason, matchOrder, type OrderMatch, type OrderToMatch } from './match-order.ts';
export { hasBillHeader, readTable } from './read-table.ts';
export { linkRefunds } from './refunds.ts';
export { type Settlement, type SettlementStep, settle } from './settle.ts';
export { type UnitedBills, uniteBills } from './unite.ts';
