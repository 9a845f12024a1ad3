import { type ClockComparer, createClockComparer, createClockWatch, machineClocks } from '../clock/index.ts';
import type { ExporterParts } from '../dossier/index.ts';
import type { Announce } from '../ipc/index.ts';
import type { Locker } from '../locker/index.ts';
import type { Clock } from '../platform/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import {
  createCheckpointer,
  createManifestSigner,
  createSigning,
  type KeyProtector,
  type Signing,
} from '../signing/index.ts';
import { createAuthorityAsker, createStamper } from '../timestamps/index.ts';
import { createStampingDesk, type StampingDesk } from './stamping-desk.ts';

/** What stands behind the evidence of one locker: its clock, its key, its checkpoints and their stamps. */
export interface ProofDesk {
  /** To be given to everything that seals: what happens to the clock is in the ledger before what is sealed by it. */
  readonly clock: Clock;
  readonly clockComparer: ClockComparer;
  readonly signing: Signing;
  readonly stamping: StampingDesk;
  /** What an export needs of it. */
  readonly forExports: Pick<ExporterParts, 'sign' | 'makeCheckpoint'>;
  /** To be awaited before anything is sealed: a clock behind the ledger is an entry first. */
  watchClock(): Promise<void>;
  startStamping(): Promise<void>;
  close(): Promise<void>;
}

export interface ProofDeskDeps {
  readonly locker: Locker;
  readonly settings: SettingsStore;
  readonly announce: Announce;
  readonly keyProtector: KeyProtector;
  readonly stateFolder: string;
  /** Where the platform says that the machine is about to sleep. */
  readonly onSuspend: (listener: () => void) => () => void;
  readonly log: (line: string) => void;
}

/** A {@link ProofDesk}; nothing is asked of any network before the user allowed it. */
export function createProofDesk(deps: ProofDeskDeps): ProofDesk {
  const { locker, settings, announce, stateFolder, log } = deps;
  const watch = createClockWatch({ locker, clocks: machineClocks(deps.onSuspend), log });
  const signing = createSigning({
    locker,
    stateFolder,
    protector: deps.keyProtector,
    onKeyMade: ({ keyId, why }) => log(`signing key ${keyId} was made: ${why}`),
  });
  const checkpointer = createCheckpointer({ locker, signing });
  const stamping = createStampingDesk({
    locker,
    settings,
    announce,
    stateFolder,
    createStamper: (told) =>
      createStamper({
        ...told,
        locker,
        checkpointer,
        askAuthority: createAuthorityAsker({ stateFolder, fetch: globalThis.fetch }),
        stateFolder,
        now: () => Date.now(),
        after: (delayMs, act) => {
          const timer = setTimeout(act, delayMs);
          return () => clearTimeout(timer);
        },
        random: Math.random,
        log,
      }),
  });
  return {
    clock: watch.clock,
    clockComparer: createClockComparer({
      locker,
      clock: watch.clock,
      isAllowed: () => settings.current().timestamps.isClockComparisonOn,
    }),
    signing,
    stamping,
    forExports: {
      sign: createManifestSigner(signing),
      makeCheckpoint: () => checkpointer.makeCheckpoint(),
    },
    watchClock: () => watch.start(),
    startStamping: () => stamping.stamper.start(),
    close: async () => {
      await stamping.stamper.close();
      await watch.close();
    },
  };
}
