import type { Page } from 'playwright-core';
import type { RecordingState, Settings } from '../../../core/contract/index.ts';
import type { Ending } from '../../../core/recording/index.ts';

interface FakeMainWindow {
  readonly fakeMain: {
    readonly recording: {
      change(patch: Partial<RecordingState>): void;
      end(ending: Ending, isSealed: boolean): { readonly itemId: string | null };
    };
    changeSettings(patch: Partial<Settings>): void;
  };
}

/** Lets the fake main process tell something new of the recording, as the recorder or the machine would. */
export function changeRecording(page: Page, patch: Partial<RecordingState>): Promise<void> {
  return page.evaluate(
    (wanted) => (window as unknown as FakeMainWindow).fakeMain.recording.change(wanted),
    patch,
  );
}

/** Lets a recording end by itself; the id of the item, where something was sealed. */
export function endRecording(page: Page, ending: Ending, isSealed = true): Promise<string | null> {
  return page.evaluate(
    ([how, sealed]) => (window as unknown as FakeMainWindow).fakeMain.recording.end(how, sealed).itemId,
    [ending, isSealed] as const,
  );
}

/** Lets settings change, as another window would. */
export function changeSettings(page: Page, patch: Partial<Settings>): Promise<void> {
  return page.evaluate(
    (wanted) => (window as unknown as FakeMainWindow).fakeMain.changeSettings(wanted),
    patch,
  );
}
