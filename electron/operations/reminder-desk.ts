import type { Result } from '../../core/result.ts';
import type { CaseDesk } from '../cases/index.ts';
import { openReminderStore, planReminders } from '../complaints/index.ts';

const MINUTE_MS = 60_000;
/** Long after the start, so that the app is there first. */
const FIRST_AFTER_MS = MINUTE_MS;
const EVERY_MS = 15 * MINUTE_MS;

export interface ReminderDeskDeps {
  readonly cases: () => Result<CaseDesk, 'RULES_INVALID'>;
  readonly notifier: { isSupported(): boolean; show(title: string, body: string): void };
  /** Nothing is shown meanwhile: it would be in the picture. */
  readonly isRecording: () => boolean;
  readonly stateFolder: string;
  readonly nowUtc: () => string;
  readonly log: (line: string) => void;
}

/** Tells of deadlines by the system's notifications, each once. Returns what ends it. */
export function startReminders(deps: ReminderDeskDeps): () => void {
  const look = () => {
    void remind(deps).catch((error: unknown) => deps.log(`reminders could not be planned: ${String(error)}`));
  };
  const first = setTimeout(look, FIRST_AFTER_MS);
  const again = setInterval(look, EVERY_MS);
  return () => {
    clearTimeout(first);
    clearInterval(again);
  };
}

/** Shows what is due now and was not told yet; nothing is marked as told that could not be shown. */
export async function remind(deps: ReminderDeskDeps): Promise<void> {
  if (deps.isRecording() || !deps.notifier.isSupported()) return;
  const desk = deps.cases();
  if (!desk.ok) return;
  const store = await openReminderStore(deps.stateFolder);
  const { entries } = await desk.value.todo(deps.nowUtc());
  const { reminders, told } = planReminders(entries, store.told(), deps.nowUtc());
  for (const { title, body } of reminders) deps.notifier.show(title, body);
  const kept = await store.keep(told);
  if (!kept.ok) deps.log(kept.error.message);
}
