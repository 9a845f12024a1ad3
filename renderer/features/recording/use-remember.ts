import type { RecordingSettings } from '../../../core/contract/index.ts';
import { useAppState } from '../../hooks/index.ts';
import { useReport } from '../../ui/index.ts';

/** Keeps a choice for the next recording, by hotkey too; a failure is shown. */
export function useRemember(): (patch: Partial<RecordingSettings>) => void {
  const { state, update } = useAppState();
  const report = useReport();
  return (patch) => {
    void update({ recording: { ...state.settings.recording, ...patch } }).then((failure) => {
      if (failure !== undefined) report.failed(failure);
    });
  };
}
