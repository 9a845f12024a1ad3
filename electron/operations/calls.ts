import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { parseTranscript } from '../../core/transcripts/index.ts';
import { readTranscriptFile } from '../transcripts/index.ts';
import type { OperationDeps } from './ports.ts';
import type { Tickets } from './tickets.ts';

type CallHandlers = Pick<
  Handlers['media'],
  'describeCall' | 'getTranscript' | 'writeTranscript' | 'importTranscript'
>;

/** Recorded calls: with whom, and what was said. */
export function callHandlers({ locker }: OperationDeps, tickets: Tickets): CallHandlers {
  return {
    describeCall: async ({ itemId, call }) => {
      if (!locker.ok) return locker;
      const written = await locker.value.describeCall(itemId, call);
      return written.ok ? ok({ item: written.value }) : written;
    },
    getTranscript: async ({ itemId }) => {
      if (!locker.ok) return locker;
      if ((await locker.value.getItem(itemId)) === undefined) {
        return fail('ITEM_UNKNOWN', '没有这份证据。请刷新后再试。');
      }
      return ok({ transcript: (await locker.value.getTranscript(itemId)) ?? null });
    },
    writeTranscript: async ({ itemId, text }) => {
      if (!locker.ok) return locker;
      const parsed = parseTranscript(text);
      if (!parsed.ok && parsed.error.code === 'TRANSCRIPT_TOO_LONG')
        return fail(parsed.error.code, parsed.error.message);
      // Whoever empties the text takes the transcript away.
      const cues = parsed.ok ? [...parsed.value.cues] : undefined;
      const transcript = cues === undefined ? null : { origin: 'typed' as const, file: null, cues };
      const written = await locker.value.transcribe(itemId, transcript);
      return written.ok ? ok({ item: written.value }) : written;
    },
    importTranscript: async ({ itemId, ticket }) => {
      if (!locker.ok) return locker;
      const [path, ...more] = tickets.pathsOf(ticket) ?? [];
      if (path === undefined) return fail('TICKET_UNKNOWN', '所选文件已经失效。请重新选择文件。');
      tickets.spend(ticket);
      if (more.length > 0)
        return fail('TICKET_UNKNOWN', '一份录音只有一份文字稿。请重新选择，只选一个文件。');
      const read = await readTranscriptFile(path);
      if (!read.ok) return read;
      const written = await locker.value.transcribe(itemId, read.value);
      return written.ok ? ok({ item: written.value }) : written;
    },
  };
}
