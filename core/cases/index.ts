/** A case: what is known of a purchase, what it lacks, what contradicts itself. Pure; nothing of it is stored but records. */
export { type AssessmentOptions, assessCase } from './assess.ts';
export {
  type Assessment,
  type CheckFinding,
  type CheckOutcome,
  type Contradiction,
  type ContradictionCode,
  contradictionCodes,
  type Grounds,
  type NeededKind,
  type PitfallFinding,
  type Proposal,
  type Weakness,
} from './assessment.ts';
export type { CaseFile, CaseItem } from './case-file.ts';
export {
  type CaseFact,
  type CaseRecord,
  type CaseRecordKind,
  type CaseRecordName,
  type ChatMessage,
  type Closing,
  caseRecordKinds,
  caseRecordSchema,
  type Difference,
  type FactKind,
  factKinds,
  type LetterKind,
  letterKinds,
  MAX_CASE_RECORDS,
  type NotedRecord,
  type Party,
  type PartyField,
  type Payment,
  type PlatformRule,
  partyFields,
  type Reading,
  type Reply,
  type ReplyOutcome,
  recordIdSchema,
  recordsOf,
  replyOutcomes,
  type SavedLetter,
  type Situation,
  type Submission,
} from './case-record.ts';
export { MAX_CITATIONS } from './citations.ts';
export { factNames } from './fact-names.ts';
export {
  type Agreement,
  compareKeyEnds,
  compareNames,
  compareNumbers,
  compareProducts,
  isSameText,
} from './normalise.ts';
export { IMMEDIATE_MINUTES, type PromisedTime, parsePromise } from './promise-time.ts';
export { type CaseSettlement, settlementOf } from './settlement.ts';
export { type TimelineEntry, timelineOf, timelineSources } from './timeline.ts';
