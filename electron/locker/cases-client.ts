import type { CaseFile } from '../../core/cases/index.ts';
import type { LockerCases } from './cases.ts';
import type { LockerCalls } from './protocol.ts';
import type { CallingThread } from './thread-calls.ts';

/** The part of the locker that keeps cases, done by the locker's thread. */
export function casesThrough(call: CallingThread<LockerCalls>['call']): LockerCases {
  return {
    noteCase: (...input) => call('noteCase', input),
    caseRecords: (...input) => call('caseRecords', input),
    caseFile: (...input) => call('caseFile', input),
    // As JSON: cloning this many small objects takes three times as long as parsing them.
    openCaseFiles: async () =>
      JSON.parse(new TextDecoder().decode(await call('openCaseFiles', []))) as readonly CaseFile[],
  };
}
