import type { CaptureMode, CaptureTrigger, Item } from '../../core/evidence/index.ts';
import type { Result } from '../../core/result.ts';
import type { Capture, CaptureError, CaptureTarget } from '../capture/index.ts';
import type { Announce } from '../ipc/index.ts';
import type { LockerOpenError } from '../locker/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { ToastBoard } from './toast-board.ts';

/** Captures as the user asks for them: with the settings in force, told by a toast. */
export interface CaptureDesk {
  take(
    mode: CaptureMode,
    trigger: CaptureTrigger,
    delaySeconds: number,
  ): Promise<Result<readonly Item[], CaptureError | LockerOpenError>>;
}

export interface CaptureDeskDeps {
  /** The capture, or why nothing can be sealed. */
  readonly capture: Result<Capture, LockerOpenError>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly toast: Pick<ToastBoard, 'saySealed' | 'sayFailed'>;
  readonly announce: Announce;
  /** Called for everything sealed here. */
  readonly onSealed?: ((item: Item) => void) | undefined;
}

/** A {@link CaptureDesk}. Whatever happens is said in a toast, except that the user cancelled. */
export function createCaptureDesk(deps: CaptureDeskDeps): CaptureDesk {
  return {
    take: async (mode, trigger, delaySeconds) => {
      const taken = await take(deps, mode, trigger, delaySeconds);
      if (taken.ok) {
        for (const item of taken.value) {
          deps.announce('itemSealed', { item });
          deps.onSealed?.(item);
        }
        const last = taken.value.at(-1);
        if (last !== undefined) await deps.toast.saySealed(last);
      } else if (taken.error.code !== 'CAPTURE_CANCELLED') {
        const { code, message } = taken.error;
        deps.announce('captureFailed', { code, message });
        deps.toast.sayFailed(taken.error);
      }
      return taken;
    },
  };
}

async function take(
  { capture, settings }: CaptureDeskDeps,
  mode: CaptureMode,
  trigger: CaptureTrigger,
  delaySeconds: number,
): Promise<Result<readonly Item[], CaptureError | LockerOpenError>> {
  if (!capture.ok) return capture;
  const { activeOrderId, screenCapture } = settings.current();
  const target: CaptureTarget = mode === 'screen' ? { mode, displays: screenCapture } : { mode };
  return await capture.value.take({
    target,
    trigger,
    delaySeconds,
    orderId: activeOrderId,
    assignedBy: 'active-order',
  });
}
