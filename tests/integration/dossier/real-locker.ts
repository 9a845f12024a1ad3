import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import type { Order, OrderFacts } from '../../../core/orders/index.ts';
import { createDossierExporter } from '../../../electron/dossier/index.ts';
import { createIntake } from '../../../electron/intake/index.ts';
import { type Locker, openLocker } from '../../../electron/locker/index.ts';
import { createMedia } from '../../../electron/media/index.ts';
import { currentEnvironment, forkNode, systemClock } from '../../../electron/platform/index.ts';
import { createCheckpointer, createManifestSigner, createSigning } from '../../../electron/signing/index.ts';
import { standInVerifyPage } from './export-sample.ts';
import { type SampleExhibit, sampleFacts } from './sample-order.ts';

/** A locker in a folder of its own, with an exporter over it. */
export async function openTestLocker(root = mkdtempSync(join(tmpdir(), 'liuhen-locker-'))) {
  const directory = join(root, 'locker');
  const stateFolder = join(root, 'state');
  const opened = await openLocker({ directory, create: true, stateFolder });
  invariant(opened.ok, `the locker opens: ${JSON.stringify(opened)}`);
  const locker = opened.value;
  const intake = createIntake({ fork: forkNode, idleMs: 1000 });
  const media = createMedia({ locker, fork: forkNode, folder: join(root, 'media'), idleMs: 1000 });
  const signing = createSigning({ locker, stateFolder });
  const checkpointer = createCheckpointer({ locker, signing });
  const exporter = createDossierExporter({
    locker,
    intake,
    fork: forkNode,
    media,
    sign: createManifestSigner(signing),
    makeCheckpoint: checkpointer.makeCheckpoint,
    verifyPagePath: standInVerifyPage(),
  });
  const close = async () => {
    await exporter.close();
    await media.close();
    await locker.close();
  };
  return { root, directory, stateFolder, locker, signing, checkpointer, exporter, close };
}

/** Adds an order; the number tells orders apart. */
export async function addOrder(
  locker: Locker,
  number: string,
  facts: Partial<OrderFacts> = {},
): Promise<Order> {
  const added = await locker.addOrder({ ...sampleFacts, ...facts, number });
  invariant(added.ok, `the order is added: ${JSON.stringify(added)}`);
  return added.value;
}

/** Seals an exhibit into an order. */
export async function sealInto(locker: Locker, orderId: string, exhibit: SampleExhibit): Promise<void> {
  const area = { x: 0, y: 0, width: 1280, height: 720 };
  const common = { clock: systemClock.facts(), environment: currentEnvironment() };
  const sealed = await locker.seal({
    content: { bytes: exhibit.bytes },
    mediaType: exhibit.mediaType,
    provenance:
      exhibit.source === 'import'
        ? {
            source: 'import',
            ...common,
            import: { fileName: exhibit.title, fileModifiedUtc: '2026-11-20T00:00:00.000Z' },
          }
        : {
            source: 'capture',
            ...common,
            capture: {
              mode: 'screen',
              trigger: 'hotkey',
              delaySeconds: 0,
              area,
              display: { id: '1', name: 'test', area, scaleFactor: 1 },
              window: { title: exhibit.title, application: 'test' },
              grabber: { name: 'test', version: '1' },
            },
          },
    assignment: { orderId, by: 'user' },
    ...(exhibit.kind === null ? {} : { kind: exhibit.kind }),
  });
  invariant(sealed.ok, `the item is sealed: ${JSON.stringify(sealed)}`);
}
