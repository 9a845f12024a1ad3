import type { CaseFact, CaseRecord, ChatMessage, NotedRecord } from '../../../core/cases/index.ts';
import { recordsOf } from '../../../core/cases/index.ts';
import type { CaseView } from '../../../core/contract/index.ts';
import { formatLocalTime } from '../../ui/index.ts';

type TimelineEntry = CaseView['timeline'][number];

/** What happened on one day. */
export interface StoryDay {
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

/** The timeline by day in the zone of this machine, oldest first. */
export function storyDays(timeline: readonly TimelineEntry[]): readonly StoryDay[] {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of timeline.toSorted((one, other) => Date.parse(one.atUtc) - Date.parse(other.atUtc))) {
    const day = formatLocalTime(entry.atUtc).slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** The fact or message that an entry is made of; undefined for entries that follow from something else. */
export function editableRecord(
  { source, records }: TimelineEntry,
  known: readonly NotedRecord[],
): CaseFact | ChatMessage | undefined {
  if (source !== 'fact' && source !== 'message') return undefined;
  for (const { record } of known) {
    if (
      (record.kind === 'fact' || record.kind === 'message') &&
      records.includes(`${record.kind}/${record.id}`)
    ) {
      return record;
    }
  }
  return undefined;
}

/** Facts without a time, which the timeline cannot place. */
export function untimedFacts(known: readonly NotedRecord[]): readonly CaseFact[] {
  const records: readonly CaseRecord[] = known.map(({ record }) => record);
  return recordsOf(records, 'fact').filter(({ atUtc }) => atUtc === null);
}
