import {
  type AppState,
  type HotkeyAction,
  type HotkeyState,
  type Settings,
  settingsSchema,
} from '../../core/contract/index.ts';
import type { Environment, Item, Rectangle } from '../../core/evidence/index.ts';
import type { Result } from '../../core/result.ts';
import type { BillDesk } from '../cases/index.ts';
import type { ClockComparer } from '../clock/index.ts';
import type { DossierExporter } from '../dossier/index.ts';
import type { EnvironmentChecker } from '../environment/index.ts';
import type { Intake } from '../intake/index.ts';
import type { Announce } from '../ipc/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Locker, LockerOpenError } from '../locker/index.ts';
import type { Media } from '../media/index.ts';
import type { Clock } from '../platform/index.ts';
import type { Rules } from '../rules/index.ts';
import type { SelfCheck } from '../self-check/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Signing } from '../signing/index.ts';
import type { LockerVerificationOptions, VerificationResult } from '../verification/index.ts';
import type { CaptureDesk } from './capture-desk.ts';
import type { RecorderDesk } from './recorder.ts';
import type { RecordingDesk } from './recording-desk.ts';
import type { StampingDesk } from './stamping-desk.ts';
import type { ToastBoard } from './toast-board.ts';

/** The locker, or why there is none: the window opens either way. */
export type LockerAccess = Result<Locker, LockerOpenError>;

/** The system's dialogs and file viewer. */
export interface DialogPort {
  pickFiles(): Promise<Result<readonly string[], 'DIALOG_UNAVAILABLE'>>;
  pickFolder(): Promise<Result<string | undefined, 'DIALOG_UNAVAILABLE'>>;
  /** Where to save a file that is offered under this name; undefined when cancelled. */
  pickSaveFile(name: string): Promise<Result<string | undefined, 'DIALOG_UNAVAILABLE'>>;
  showFile(path: string): Promise<Result<undefined, 'REVEAL_FAILED'>>;
  openFolder(path: string): Promise<Result<undefined, 'REVEAL_FAILED'>>;
}

/** The capture keys. */
export interface HotkeyPort {
  apply(accelerators: Settings['hotkeys']): void;
  states(): HotkeyState[];
  tryOut(action: HotkeyAction, accelerator: string): HotkeyState;
}

/** The overlay on which a region is chosen. */
export interface RegionPort {
  current():
    | {
        readonly pictureUrl: string;
        readonly widthPx: number;
        readonly heightPx: number;
        readonly scaleFactor: number;
      }
    | undefined;
  accept(chosen: Rectangle): boolean;
  cancel(): void;
}

/** One secret that is kept where no window and no settings file has it. */
export interface SecretPort {
  get(): Promise<string | null>;
  set(secret: string | null): Promise<void>;
}

/** What the handlers work with. */
export interface OperationDeps {
  readonly locker: LockerAccess;
  readonly settings: SettingsStore;
  readonly hotkeys: HotkeyPort;
  readonly dialogs: DialogPort;
  readonly region: RegionPort;
  readonly toast: ToastBoard;
  readonly captures: CaptureDesk;
  readonly recordings: RecordingDesk;
  /** Whoever the recorder's hidden page talks to. */
  readonly recorderDesk: RecorderDesk;
  readonly jobs: Jobs;
  readonly intake: Intake;
  readonly exporter: DossierExporter | undefined;
  /** Undefined without a locker. */
  readonly media?: Media | undefined;
  /** Drops thumbnails and copies made of an original that was removed. */
  readonly forgetMade?: ((sha256: string) => Promise<void>) | undefined;
  /** Makes sound and video ready for playing, without anybody waiting for it. */
  readonly prepareSoon?: ((item: Item) => void) | undefined;
  /** The password of the backup server: kept by the system's key store, else only while the app runs. */
  readonly webDavPassword: SecretPort;
  /** Undefined without a locker. */
  readonly selfCheck: SelfCheck | undefined;
  /** Undefined without a locker. */
  readonly signing?: Signing | undefined;
  /** Undefined without a locker. */
  readonly stamping?: StampingDesk | undefined;
  /** Undefined without a locker. */
  readonly clockComparer?: ClockComparer | undefined;
  /** Undefined without a locker. */
  readonly environmentChecker?: EnvironmentChecker | undefined;
  /** Undefined without a locker. */
  readonly sessions?: Sessions | undefined;
  readonly rules: Rules;
  /** Undefined without a locker. */
  readonly bills?: BillDesk | undefined;
  readonly verify: (options: Omit<LockerVerificationOptions, 'stateFolder'>) => Promise<VerificationResult>;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly announce: Announce;
  /** Brings the main window to the front. */
  readonly raiseMainWindow: () => void;
}

/** What windows show of the app itself. */
export function appStateOf(deps: OperationDeps): AppState {
  const { locker, settings, hotkeys, environment } = deps;
  const problem = locker.ok ? locker.value.writeProblem : locker.error;
  return {
    settings: settingsSchema.strip().parse(settings.current()),
    hotkeys: hotkeys.states(),
    appVersion: environment.app.version,
    runtime: environment.runtime,
    platform: process.platform,
    lockerProblem: problem === null ? null : { code: problem.code, message: problem.message },
    ...(settings.problem === undefined ? {} : { settingsProblem: settings.problem }),
  };
}
