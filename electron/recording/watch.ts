import type { Ending, NoticeCode } from '../../core/recording/index.ts';

/** Something about the machine that a recording must know. */
export type WatchEvent =
  | { readonly type: 'notice'; readonly code: NoticeCode; readonly detail: string }
  /** The recording must end now, while there still is time and space to seal it. */
  | {
      readonly type: 'end';
      readonly ending: Extract<Ending, 'disk-full' | 'battery-low' | 'slept' | 'locked' | 'display-removed'>;
      readonly detail: string;
    };

/** Watches disk, battery, sleep, clock and displays for as long as something is recorded. */
export interface RecordingWatch {
  /** Calls `onEvent` until the returned function is called. `displayId` is the display that is recorded. */
  begin(displayId: string, onEvent: (event: WatchEvent) => void): () => void;
}
