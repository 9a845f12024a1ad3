import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invariant } from '../../../core/assert.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { ok } from '../../../core/result.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { callHandlers } from '../../../electron/operations/calls.ts';
import type { OperationDeps } from '../../../electron/operations/index.ts';
import { createTickets, type Tickets } from '../../../electron/operations/tickets.ts';
import { importOf, unwrap } from '../locker/samples.ts';

let folder = '';
let locker: Locker;
let item: Item;
let tickets: Tickets;
let calls: ReturnType<typeof callHandlers>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liuhen-calls-'));
  const stateFolder = join(folder, 'state');
  locker = unwrap(await openLocker({ directory: join(folder, 'locker'), create: true, stateFolder }));
  item = unwrap(await locker.seal(importOf(file('通话.mp3', 'sound'))));
  tickets = createTickets();
  calls = callHandlers({ locker: ok(locker) } as OperationDeps, tickets);
});
afterEach(async () => {
  await locker.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const transcriptNow = async () => unwrap(await calls.getTranscript({ itemId: item.id })).transcript;

describe('a recorded call in the window', () => {
  test('says with whom it was, and takes it back', async () => {
    const call = { counterpart: '客服', heldAt: null, wasOtherSideTold: 'no' as const };
    expect(unwrap(await calls.describeCall({ itemId: item.id, call })).item.call).toEqual(call);
    expect(unwrap(await calls.describeCall({ itemId: item.id, call: null })).item.call).toBeNull();
  });

  test('keeps typed words, gives them back, and takes them away when they are emptied', async () => {
    expect(await transcriptNow()).toBeNull();
    const written = await calls.writeTranscript({ itemId: item.id, text: '00:12 客服：您好\n我：没发货' });
    expect(unwrap(written).item.transcriptCueCount).toBe(2);
    expect(await transcriptNow()).toEqual({
      origin: 'typed',
      file: null,
      cues: [
        { startMs: 12_000, endMs: null, text: '客服：您好' },
        { startMs: null, endMs: null, text: '我：没发货' },
      ],
    });
    expect(
      unwrap(await calls.writeTranscript({ itemId: item.id, text: ' \n' })).item.transcriptCueCount,
    ).toBe(null);
    expect(await transcriptNow()).toBeNull();
  });

  test('refuses words past the limit and leaves those before', async () => {
    await calls.writeTranscript({ itemId: item.id, text: '一句' });
    expect(await calls.writeTranscript({ itemId: item.id, text: '字'.repeat(5000) })).toMatchObject({
      ok: false,
      error: { code: 'TRANSCRIPT_TOO_LONG' },
    });
    expect((await transcriptNow())?.cues.length).toBe(1);
  });

  test('imports a picked file once, by a ticket and never by a path', async () => {
    const srt = '1\n00:00:01,000 --> 00:00:02,000\n客服：您好\n';
    const ticket = tickets.issue([file('通话.srt', srt)]);
    const imported = await calls.importTranscript({ itemId: item.id, ticket });
    expect(unwrap(imported).item.transcriptCueCount).toBe(1);
    expect(await transcriptNow()).toMatchObject({ origin: 'srt', file: { name: '通话.srt' } });
    const codeOf = async (given: string) => {
      const answer = await calls.importTranscript({ itemId: item.id, ticket: given });
      invariant(!answer.ok, 'it is refused');
      return answer.error.code;
    };
    expect(await codeOf(ticket)).toBe('TICKET_UNKNOWN');
    expect(await codeOf('t-00000000000000000000000000')).toBe('TICKET_UNKNOWN');
    expect(await codeOf(tickets.issue([file('a.txt', 'a'), file('b.txt', 'b')]))).toBe('TICKET_UNKNOWN');
    expect(await codeOf(tickets.issue([file('c.txt', Buffer.from([0, 1, 2]))]))).toBe('TRANSCRIPT_NOT_TEXT');
    expect(await codeOf(tickets.issue([file('d.txt', '')]))).toBe('TRANSCRIPT_EMPTY');
    expect(await codeOf(tickets.issue([join(folder, 'none.txt')]))).toBe('FILE_NOT_FOUND');
    expect(await transcriptNow()).toMatchObject({ origin: 'srt' });
  });

  test('says that an item is unknown', async () => {
    const itemId = `i-${'z'.repeat(26)}`;
    const unknown = { ok: false, error: { code: 'ITEM_UNKNOWN' } };
    expect(await calls.getTranscript({ itemId })).toMatchObject(unknown);
    expect(await calls.writeTranscript({ itemId, text: 'x' })).toMatchObject(unknown);
    expect(await calls.describeCall({ itemId, call: null })).toMatchObject(unknown);
  });
});
