/** One file for each kind of letter: what it says and in which order. */
export { claimStatement } from './claim-statement.ts';
export { consumerComplaint } from './consumer-complaint.ts';
export { paymentComplaint, platformTicket } from './forms.ts';
export { deliveryReminder, identityRequest, rescissionNotice } from './messages.ts';
export { situationStatement } from './situation-statement.ts';
export { violationReport } from './violation-report.ts';
