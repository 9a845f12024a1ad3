import type {
  Client,
  CustodyEvent,
  LockerStatus,
  SelfCheckView,
  Verdict,
  VerificationReport,
} from '../../core/contract/index.ts';
import type { Item } from '../../core/evidence/index.ts';
import { fail, ok } from '../../core/result.ts';
import { fakeId, fakeItem, START_MS } from './fake-evidence.ts';
import type { FakeJobs } from './fake-jobs.ts';
import type { FakeWorld } from './fake-main.ts';

type Parts = Pick<Client, 'evidence' | 'capture' | 'intake' | 'dossier' | 'locker' | 'jobs'>;

const gone = () => fail('ITEM_UNKNOWN' as const, '找不到这件证据。');

/** Evidence, captures, imports, exports and verification of the fake. */
export function fakeLocker(world: FakeWorld, jobs: FakeJobs, seal: () => Item): Parts {
  return {
    evidence: evidenceOf(world),
    capture: captureOf(seal),
    intake: intakeOf(world),
    dossier: dossierOf(jobs),
    locker: lockerOf(world, jobs),
    jobs: {
      cancel: async ({ jobId }) => {
        jobs.cancel(jobId);
        return ok(undefined);
      },
    },
  };
}

function evidenceOf(world: FakeWorld): Client['evidence'] {
  const { items } = world.contents;
  const change = (itemIds: readonly string[], patch: Partial<Item>) => {
    const wanted = new Set(itemIds);
    items.forEach((item, index) => {
      if (wanted.has(item.id)) items[index] = { ...item, ...patch };
    });
    world.advance();
    return items.filter((item) => wanted.has(item.id));
  };
  return {
    list: async ({ orderId, search, offset, limit }) => {
      const found = items.filter((item) => item.orderId === orderId && matches(item, search));
      return ok({ items: found.slice(offset, offset + limit), total: found.length });
    },
    get: async ({ itemId }) => {
      const item = items.find(({ id }) => id === itemId);
      return item === undefined ? gone() : ok({ item, history: historyOf(item) });
    },
    assign: async ({ itemIds, orderId }) => ok({ items: change(itemIds, { orderId }) }),
    label: async ({ itemIds, kind }) => ok({ items: change(itemIds, { kind }) }),
    note: async ({ itemId, note }) => {
      const [item] = change([itemId], { note });
      return item === undefined ? gone() : ok({ item });
    },
    remove: async ({ itemIds, reason }) => {
      for (const id of itemIds) {
        const at = items.findIndex((item) => item.id === id);
        if (at >= 0) items.splice(at, 1);
      }
      world.advance();
      // A reason that says so lets tests see files that could not be shredded at once.
      return ok({ itemIds, pendingObjects: reason === 'locked' ? 1 : 0 });
    },
  };
}

function captureOf(seal: () => Item): Client['capture'] {
  return {
    take: async () => ok({ items: [seal()] }),
    getFrozenScreen: async () =>
      ok({
        pictureUrl: `/frozen/${fakeId('i', 3).slice(2)}`,
        widthPx: 1280,
        heightPx: 720,
        scaleFactor: 1,
      }),
    chooseRegion: async () => ok(undefined),
    cancelRegion: async () => ok(undefined),
  };
}

function intakeOf(world: FakeWorld): Client['intake'] {
  const { items } = world.contents;
  return {
    pickFiles: async () => ok({ ticket: fakeId('t', 1), fileNames: ['聊天记录.pdf', '空.png'] }),
    importFiles: async ({ orderId }) => {
      const item = fakeItem(200_004, orderId, null);
      items.push(item);
      world.advance();
      return ok({
        jobId: fakeId('j', 9),
        items: [item],
        refused: [
          { fileName: '空.png', code: 'FILE_EMPTY', message: '文件是空的。' },
          { fileName: '发票\u202egpj.exe', code: 'FILE_UNREADABLE', message: '没有权限读取。' },
        ],
      });
    },
  };
}

function dossierOf(jobs: FakeJobs): Client['dossier'] {
  return {
    export: async () => {
      const steps = Array.from({ length: 24 }, (_, index) => `证据 2-${index + 1}`);
      return ok({ jobId: jobs.start('export', steps, () => undefined) });
    },
    getResult: async () =>
      ok({
        dossierSha256: fakeItem(1, null, null).sha256,
        packageSha256: fakeItem(2, null, null).sha256,
        dossierFileName: '卷宗-星辰点卡-20261123140210001.pdf',
        packageFileName: '证据包-星辰点卡-20261123140210001.zip',
        pageCount: 34,
        exhibitCount: 26,
      }),
    reveal: async () => ok(undefined),
  };
}

function lockerOf(world: FakeWorld, jobs: FakeJobs): Client['locker'] {
  let lastVerification: LockerStatus['lastVerification'] = null;
  return {
    getStatus: async () => ok(statusOf(world, lastVerification)),
    verify: async () => {
      const steps = Array.from({ length: 30 }, (_, index) => `objects ${index * 40}`);
      const finish = () => {
        lastVerification = { atUtc: new Date().toISOString(), verdict: verdictOf(world), failedChecks: 0 };
        world.advance();
      };
      return ok({ jobId: jobs.start('verify', steps, finish) });
    },
    getReport: async () => ok(reportOf(world)),
    reveal: async () => ok(undefined),
    getSelfChecks: async () => ok({ checks: selfChecksOf(world) }),
  };
}

function verdictOf({ scenario }: FakeWorld): Verdict {
  return scenario.stamps === 'stamped' ? 'verified' : 'integrity-only';
}

function reportOf(world: FakeWorld): VerificationReport {
  const isStamped = verdictOf(world) === 'verified';
  return {
    verdict: verdictOf(world),
    checks: [
      { code: 'LEDGER', result: 'PASS', detail: '账本 60 条：内容、顺序与前后相连的哈希都对得上。' },
      { code: 'OBJECTS', result: 'PASS', detail: '35 个原件逐字节核对，哈希与大小都一致。' },
      { code: 'SIGNATURE', result: 'PASS', detail: '12 个检查点的签名都对得上。' },
      isStamped
        ? { code: 'TRUSTED_TIME', result: 'PASS', detail: '35 件证据都有可信时间。' }
        : { code: 'TRUSTED_TIME', result: 'NOT_CHECKED', detail: '有证据还没有可信时间。' },
    ],
  };
}

function selfChecksOf(world: FakeWorld): SelfCheckView[] {
  const { items } = world.contents;
  if (items.length === 0) return [];
  const extents = ['last-third', 'second-third', 'full', 'first-third'] as const;
  return extents.map((extent, index) => ({
    atUtc: new Date(START_MS - index * 10 * 86_400_000).toISOString(),
    verdict: verdictOf(world),
    failedChecks: 0,
    itemsChecked: extent === 'full' ? items.length : Math.ceil(items.length / 3),
    extent,
  }));
}

function matches(item: Item, search: string): boolean {
  return JSON.stringify([item.note, item.kind, item.provenance]).includes(search);
}

function historyOf(item: Item): CustodyEvent[] {
  const { seq, capturedAtUtc: atUtc } = item;
  const history: CustodyEvent[] = [{ seq, atUtc, event: 'sealed', detail: item.sha256, by: null }];
  if (item.orderId !== null) {
    history.push({ seq: seq + 1, atUtc, event: 'assigned', detail: item.orderId, by: 'active-order' });
  }
  if (item.kind !== null)
    history.push({ seq: seq + 900, atUtc, event: 'labelled', detail: item.kind, by: 'user' });
  return history;
}

function statusOf(world: FakeWorld, lastVerification: LockerStatus['lastVerification']): LockerStatus {
  const { items, orders } = world.contents;
  return {
    directory: '/home/lin/文档/留痕证据库',
    lockerId: fakeId('i', 77).slice(2),
    itemCount: items.length,
    orderCount: orders.length,
    inboxCount: items.filter((item) => item.orderId === null).length,
    sizeBytes: items.reduce((sum, item) => sum + item.sizeBytes, 0),
    freeBytes: 182_000_000_000,
    treeSize: 60 + items.length * 2,
    lastVerification,
  };
}
