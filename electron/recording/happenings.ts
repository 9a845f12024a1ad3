import {
  type Gap,
  MAX_LISTED,
  type Mark,
  type Moment,
  type Notice,
  type NoticeCode,
  type PauseReason,
} from '../../core/recording/index.ts';
import type { RecordingNote } from '../locker/index.ts';

/** Where on both time lines something happened. */
export interface Place {
  readonly at: Moment;
  readonly mediaMs: number;
}

/** Marks, gaps and notices of a running recording; each change answers with the journal line that states it. */
export interface Happenings {
  lists(): { marks: Mark[]; gaps: Gap[]; notices: Notice[] };
  isFullOfMarks(): boolean;
  /** A label of spaces is numbered. */
  mark(place: Place, label: string): { readonly mark: Mark; readonly note: RecordingNote };
  pause(place: Place, reason: PauseReason): RecordingNote;
  resume(place: Place): RecordingNote;
  /** Undefined when there are too many already. */
  notice(place: Place, code: NoticeCode, detail: string): RecordingNote | undefined;
}

const MAX_DETAIL_CHARACTERS = 400;

/** {@link Happenings} of which there are none yet. */
export function createHappenings(): Happenings {
  const marks: Mark[] = [];
  const gaps: Gap[] = [];
  const notices: Notice[] = [];
  return {
    lists: () => ({ marks: [...marks], gaps: [...gaps], notices: [...notices] }),
    isFullOfMarks: () => marks.length >= MAX_LISTED,
    mark: ({ at, mediaMs }, wanted) => {
      const label = wanted.trim() === '' ? `标记 ${marks.length + 1}` : wanted.trim();
      const mark = { mediaMs, utc: at.utc, label };
      marks.push(mark);
      return { mark, note: { kind: 'marked', at, is: { mediaMs, label } } };
    },
    pause: ({ at, mediaMs }, reason) => {
      gaps.push({ mediaMs, fromUtc: at.utc, toUtc: null, reason });
      return { kind: 'paused', at, is: { mediaMs, reason } };
    },
    resume: ({ at, mediaMs }) => {
      const open = gaps.pop();
      if (open !== undefined) gaps.push({ ...open, toUtc: at.utc });
      return { kind: 'resumed', at, is: { mediaMs } };
    },
    notice: ({ at, mediaMs }, code, detail) => {
      if (notices.length >= MAX_LISTED) return undefined;
      const notice = { code, mediaMs, detail: detail.slice(0, MAX_DETAIL_CHARACTERS) };
      notices.push({ ...notice, utc: at.utc });
      return { kind: 'noticed', at, is: notice };
    },
  };
}
