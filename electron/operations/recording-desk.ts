import {
  type EventPayload,
  type RecordingRequest,
  type RecordingState,
  type ToastContent,
  wholeScreenRequest,
} from '../../core/contract/index.ts';
import type { CaptureTrigger, Item } from '../../core/evidence/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Announce } from '../ipc/index.ts';
import type { RecoveredRecording } from '../locker/index.ts';
import { clockFactsAt } from '../platform/index.ts';
import {
  endedSentence,
  interruptedSentence,
  type Recorder,
  type RecordingEnd,
  type StartError,
} from '../recording/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createRecordingNews } from './recording-news.ts';
import type { ToastBoard } from './toast-board.ts';

/** Recordings as the user asks for them: with the settings in force, told by toasts and events. */
export interface RecordingDesk {
  readonly recorder: Recorder;
  start(request: RecordingRequest, trigger: CaptureTrigger): Promise<Result<RecordingState, StartError>>;
  /** What the three keys do. Failures are told by a toast. */
  press(action: 'record' | 'pause' | 'mark'): Promise<void>;
  /** Tells of recordings that were found and sealed at this start; windows that open later are told then. */
  sayRecovered(recovered: readonly RecoveredRecording[]): void;
  /** The main window listens from now on. */
  windowIsListening(): void;
}

export interface RecordingDeskDeps {
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly toast: Pick<ToastBoard, 'sayRecording' | 'sayFailed'>;
  readonly announce: Announce;
  /** Called for everything sealed here, so that it can be made ready for playing. */
  readonly onSealed: (item: Item) => void;
  /** Whether a toast may be seen while frames are taken; one that waits for a pause would tell of what is long over. */
  readonly areToastsSeen: boolean;
  /** Whether a window that shows the recording can be seen now. */
  readonly isSeen: () => boolean;
  readonly monotonicMs: () => number;
  readonly createRecorder: (told: {
    readonly onChanged: (state: RecordingState) => void;
    readonly onEnded: (end: RecordingEnd) => void;
  }) => Recorder;
}

type Ended = EventPayload<'recordingEnded'>;

/** A {@link RecordingDesk}. */
export function createRecordingDesk(deps: RecordingDeskDeps): RecordingDesk {
  const { toast, announce } = deps;
  const recorder = deps.createRecorder({
    onChanged: createRecordingNews({
      announce: (state) => announce('recordingChanged', state),
      isSeen: deps.isSeen,
      monotonicMs: deps.monotonicMs,
    }),
    onEnded: (end) => sayEnded(deps, end),
  });
  let untold: Ended[] = [];
  let isListening = false;
  const desk: RecordingDesk = {
    recorder,
    start: async (request, trigger) => {
      const { activeOrderId } = deps.settings.current();
      return await recorder.start(request, {
        trigger,
        orderId: activeOrderId,
        assignedBy: 'active-order',
      });
    },
    press: async (action) => {
      const pressed = await press(deps, desk, action);
      if (!pressed.ok && pressed.error.code !== 'CAPTURE_CANCELLED') toast.sayFailed(pressed.error);
    },
    sayRecovered: (recovered) => {
      for (const each of recovered) {
        const ended = recoveredSentence(each);
        toast.sayRecording(recoveredToast(ended));
        if (each.sealed.ok) deps.onSealed(each.sealed.value);
        untold.push(ended);
      }
      if (isListening) desk.windowIsListening();
    },
    windowIsListening: () => {
      isListening = true;
      const now = untold;
      untold = [];
      for (const ended of now) announce('recordingEnded', ended);
    },
  };
  return desk;
}

async function press(
  { settings, toast, areToastsSeen }: RecordingDeskDeps,
  desk: RecordingDesk,
  action: 'record' | 'pause' | 'mark',
): Promise<Result<unknown, string>> {
  const { recorder } = desk;
  const { phase } = recorder.state();
  if (action === 'record') {
    if (phase !== 'idle') return phase === 'sealing' ? ok(undefined) : await recorder.stop();
    const started = await desk.start(wholeScreenRequest(settings.current().recording), 'hotkey');
    if (started.ok && areToastsSeen)
      toast.sayRecording(toastOf('recording-started', '正在录屏。再按一次同样的键停止并固定。'));
    return started;
  }
  if (action === 'pause') return await (phase === 'paused' ? recorder.resume() : recorder.pause());
  const marked = await recorder.mark('');
  if (marked.ok && (areToastsSeen || phase === 'paused'))
    toast.sayRecording(toastOf('recording-marked', `已记下：${marked.value.label}`));
  return marked;
}

function sayEnded({ toast, announce, onSealed }: RecordingDeskDeps, { ending, sealed }: RecordingEnd): void {
  const item = sealed.ok ? sealed.value : undefined;
  const message = sealed.ok
    ? endedSentence(ending)
    : `录屏停止了，但还没有固定：${sealed.error.message}录到的内容在证据库里，下次打开会自动再试。`;
  const isWarning = !sealed.ok || !['user', 'duration-reached', 'app-quit'].includes(ending);
  toast.sayRecording({
    outcome: 'recording',
    code: 'recording-ended',
    message,
    itemId: item?.id ?? null,
    isWarning,
  });
  announce('recordingEnded', { ending, itemId: item?.id ?? null, message });
  if (item === undefined) return;
  announce('itemSealed', { item });
  onSealed(item);
}

function recoveredSentence({ sealed }: RecoveredRecording): Ended {
  if (!sealed.ok) {
    return {
      ending: 'interrupted',
      itemId: null,
      message: `有一段中断的录屏没能固定：${sealed.error.message}`,
    };
  }
  const { id, provenance } = sealed.value;
  if (provenance.source !== 'recording') {
    return { ending: 'interrupted', itemId: id, message: endedSentence('interrupted') };
  }
  const { local } = clockFactsAt(new Date(provenance.recording.end.utc), 0n);
  const localTime = local.slice(0, 19).replace('T', ' ');
  return {
    ending: 'interrupted',
    itemId: id,
    message: interruptedSentence(provenance.recording, localTime),
  };
}

type RecordingToast = Extract<ToastContent, { readonly outcome: 'recording' }>;

function recoveredToast({ message, itemId }: Ended): RecordingToast {
  return { outcome: 'recording', code: 'recording-recovered', message, itemId, isWarning: true };
}

function toastOf(code: RecordingToast['code'], message: string): RecordingToast {
  return { outcome: 'recording', code, message, itemId: null, isWarning: false };
}
