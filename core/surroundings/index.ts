/** What stood around a capture: clocks, the machine's state, the session it belongs to. Pure. Promise P06. */
export {
  type ClockComparison,
  type ClockStep,
  clockComparisonSchema,
  clockStepSchema,
} from './clock-events.ts';
export {
  type EnvironmentCheckFacts,
  type EnvironmentCheckId,
  type EnvironmentFinding,
  environmentCheckFactsSchema,
  environmentCheckIds,
  environmentFindingSchema,
} from './environment-check.ts';
export {
  type NotBefore,
  notBeforeSchema,
  notBeforeText,
  type SessionId,
  sessionIdSchema,
} from './evidence-session.ts';
export {
  CLOCK_TOLERANCE_MS,
  isClockContradicted,
  type TimeProof,
  type TimeQuality,
  type TimeQualityName,
  type TokenTime,
  timeQualityOf,
  timeSentence,
} from './time-quality.ts';
