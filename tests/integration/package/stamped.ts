import { invariant } from '../../../core/assert.ts';
import { parsePem } from '../../../core/timestamps/index.ts';
import type { HeldCheckpoint, Locker } from '../../../electron/locker/index.ts';
import { askAuthority, holdTimestamp } from '../../../electron/timestamps/index.ts';
import { newFolder } from '../dossier/export-sample.ts';
import { addOrder, openTestLocker, sealInto } from '../dossier/real-locker.ts';
import { samplePicture } from '../dossier/sample-order.ts';
import { type RunningAuthority, startAuthority } from '../timestamps/harness/index.ts';

export type StampedLocker = Awaited<ReturnType<typeof openStampedLocker>>;

/** A locker with an order of two pictures, each covered by a head of its own that two real authorities stamped. */
export async function openStampedLocker() {
  const opened = await openTestLocker();
  const authorities = await Promise.all(
    ['First Authority', '第二时间戳机构'].map((name) =>
      startAuthority({ folder: newFolder(), name, key: 'ec-p256' }),
    ),
  );
  const order = await addOrder(opened.locker, 'STAMPED-1');
  const checkpoint = async (): Promise<HeldCheckpoint> => {
    const made = await opened.checkpointer.makeCheckpoint();
    invariant(made.ok, `a head is signed: ${JSON.stringify(made)}`);
    return made.value;
  };
  const seal = async (seed: number) => {
    const bytes = await samplePicture(320, 200, seed);
    const picture = {
      bytes,
      mediaType: 'image/png',
      kind: 'E01',
      source: 'capture',
      title: `窗口 ${seed}`,
    } as const;
    await sealInto(opened.locker, order.id, picture);
  };
  const stamp = async (head: HeldCheckpoint) => {
    for (const authority of authorities) await stampBy(opened.locker, authority, head);
  };
  for (const seed of [1, 2]) {
    await seal(seed);
    await stamp(await checkpoint());
  }
  return {
    ...opened,
    orderId: order.id,
    authorities,
    trustedRoots: new Set(authorities.map(({ rootSha256 }) => rootSha256)),
    seal,
    checkpoint,
    stamp,
    /** Path of a new package of the order. */
    async exportPackage(): Promise<string> {
      const exported = await opened.exporter.export({
        orderId: order.id,
        outFolder: newFolder(),
        pdfOnly: false,
      });
      invariant(exported.ok, `the export works: ${JSON.stringify(exported)}`);
      invariant(exported.value.packagePath !== null, 'a package was asked for');
      return exported.value.packagePath;
    },
    async end(): Promise<void> {
      await Promise.all(authorities.map((authority) => authority.stop()));
      await opened.close();
    },
  };
}

/** Has an authority stamp a head, and keeps the token. */
export async function stampBy(
  locker: Locker,
  { rootPem, rootSha256, url }: RunningAuthority,
  head: HeldCheckpoint,
): Promise<void> {
  const roots = { certificates: parsePem(rootPem) ?? [], fingerprints: new Set([rootSha256]) };
  const held = await holdTimestamp(
    {
      locker,
      askAuthority: ({ digest, signal }) =>
        askAuthority({ url, digest, roots, signal, timeoutMs: 20_000, fetch }),
    },
    { checkpoint: head, authority: { name: `机构 ${url}`, url }, signal: AbortSignal.timeout(30_000) },
  );
  invariant(held.ok, `the authority stamps: ${JSON.stringify(held)}`);
}
