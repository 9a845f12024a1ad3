/**
 * Whom to ask and how far it has come: identity of the other side, routes, the ladder of complaints, what is to be done,
 * outcomes. Pure; derived from records and rules, never stored.
 */
export {
  type CheckedClosing,
  type ClosingError,
  checkClosing,
  closingErrors,
} from './closing.ts';
export { type IdentityField, type IdentityState, identityCard, partyFieldLabels } from './identity-card.ts';
export type { Jurisdiction } from './jurisdiction.ts';
export type { NextStep } from './next-step.ts';
export { CRIMINAL_FROM_FEN } from './police-signs.ts';
export {
  type CaseProgress,
  type ComplaintWarning,
  type ProgressInput,
  progressOf,
} from './progress-of.ts';
export { type Route, type RouteState, type RoutesInput, routesFor } from './routes-for.ts';
export { complaintQuestions } from './sides.ts';
export { type CaseStatistics, ENOUGH_CASES, statisticsOf } from './statistics-of.ts';
export type { SubmissionProgress } from './submission-progress.ts';
export { advance, isOpenStage, type SubmissionStage, submissionStages } from './submission-stage.ts';
export { type TodoEntry, type TodoInput, todoOf } from './todo-of.ts';
export type { TodoAction, TodoTask, Urgency } from './todo-task.ts';
export { checkUscc, type UsccError } from './uscc.ts';
export { checkIcp, hostOf, type IcpError } from './website.ts';
