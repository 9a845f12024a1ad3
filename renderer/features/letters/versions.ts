import { type NotedRecord, recordsOf, type SavedLetter } from '../../../core/cases/index.ts';
import { newRecordId } from '../cases/index.ts';

/** Words as they stand in the editor. */
export type WrittenLetter = Pick<SavedLetter, 'letter' | 'channel' | 'text' | 'isEdited'>;

/** The version that has these very words, or the next one to be written: one above the highest of its letter and channel. */
export function letterToKeep(
  records: readonly NotedRecord[],
  written: WrittenLetter,
): { readonly record: SavedLetter; readonly isNew: boolean } {
  const saved = recordsOf(
    records.map(({ record }) => record),
    'letter',
  ).filter(({ letter, channel }) => letter === written.letter && channel === written.channel);
  const same = saved.find(({ text }) => text === written.text);
  if (same !== undefined) return { record: same, isNew: false };
  const version = Math.max(0, ...saved.map((one) => one.version)) + 1;
  return { record: { kind: 'letter', id: newRecordId('l'), version, ...written }, isNew: true };
}
