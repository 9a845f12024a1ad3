import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import { appHandlers } from './app.ts';
import { backupHandlers } from './backup.ts';
import { billHandlers } from './bills.ts';
import { callHandlers } from './calls.ts';
import { caseHandlers } from './cases.ts';
import { dossierHandlers } from './dossier.ts';
import { environmentHandlers } from './environment.ts';
import { evidenceHandlers } from './evidence.ts';
import { intakeHandlers } from './intake.ts';
import { letterHandlers } from './letters.ts';
import { lockerHandlers } from './locker.ts';
import { mediaHandlers } from './media.ts';
import { orderHandlers } from './orders.ts';
import type { OperationDeps } from './ports.ts';
import { proofHandlers } from './proof.ts';
import { recorderHandlers } from './recorder.ts';
import { recordingHandlers } from './recording.ts';
import { ruleHandlers } from './rules.ts';
import { sessionHandlers } from './session.ts';
import { createTickets } from './tickets.ts';
import { timestampHandlers } from './timestamps.ts';

/** A handler for every operation of the contract. */
export function createHandlers(deps: OperationDeps): Handlers {
  const tickets = createTickets();
  return {
    app: appHandlers(deps),
    orders: orderHandlers(deps),
    evidence: evidenceHandlers(deps),
    capture: captureHandlers(deps),
    recording: recordingHandlers(deps),
    recorder: recorderHandlers(deps.recorderDesk),
    media: { ...mediaHandlers(deps), ...callHandlers(deps, tickets) },
    toast: toastHandlers(deps),
    intake: intakeHandlers(deps, tickets),
    dossier: dossierHandlers(deps),
    locker: lockerHandlers(deps),
    proof: proofHandlers(deps),
    timestamps: timestampHandlers(deps, tickets),
    environment: environmentHandlers(deps),
    session: sessionHandlers(deps),
    backup: backupHandlers(deps),
    cases: caseHandlers(deps),
    letters: letterHandlers(deps),
    bills: billHandlers(deps, tickets),
    rules: ruleHandlers(deps, tickets),
    jobs: {
      cancel: ({ jobId }) => deps.jobs.cancel(jobId),
    },
  };
}

function captureHandlers({ captures, region }: OperationDeps): Handlers['capture'] {
  const gone = () => fail('CAPTURE_CANCELLED', '这次选区域已经结束，没有截图。请重新截区域。');
  return {
    take: async ({ mode, delaySeconds }) => {
      const taken = await captures.take(mode, delaySeconds > 0 ? 'timer' : 'window', delaySeconds);
      return taken.ok ? ok({ items: [...taken.value] }) : taken;
    },
    getFrozenScreen: () => {
      const shown = region.current();
      return shown === undefined ? gone() : ok(shown);
    },
    chooseRegion: (chosen) => (region.accept(chosen) ? ok(undefined) : gone()),
    cancelRegion: () => {
      region.cancel();
      return ok(undefined);
    },
  };
}

function toastHandlers({ toast, announce, raiseMainWindow }: OperationDeps): Handlers['toast'] {
  const gone = () => fail('TOAST_GONE', '这条提示已经过去了。请在主窗口中查看。');
  return {
    getContent: () => {
      const content = toast.content();
      return content === undefined ? gone() : ok(content);
    },
    undoAssignment: async () => (await toast.undoAssignment()) ?? gone(),
    dismiss: () => {
      toast.dismiss();
      return ok(undefined);
    },
    openItem: () => {
      const content = toast.content();
      if (content === undefined || content.outcome === 'failed' || content.itemId === null) return gone();
      raiseMainWindow();
      announce('itemRequested', { itemId: content.itemId });
      toast.dismiss();
      return ok(undefined);
    },
  };
}
