import type { RecorderTask } from '../../core/contract/index.ts';
import type { Rectangle } from '../../core/evidence/index.ts';

/** What the recorder's page may take when it asks for a screen: this and nothing else, once. */
export interface Share {
  /** The system's name for a screen or a window. */
  readonly sourceId: string;
  readonly isSystemSoundOn: boolean;
}

/** The recorder's hidden page. */
export interface RecorderPage {
  /**
   * Resolves when the page is loaded; rejects where there is none to be had. `gone` is called once when a page that was
   * loaded is there no more, however it went.
   */
  open(gone: (reason: string) => void): Promise<void>;
  /** Lets the page begin the task it asks for, as by a user's gesture. */
  begin(share: Share | undefined): Promise<void>;
  tell(task: RecorderTask): void;
  close(): void;
}

/** A display as it can be recorded now. */
export interface RecordableDisplay {
  readonly id: string;
  readonly name: string;
  /** Pixels of the virtual desktop. */
  readonly area: Rectangle;
  readonly scaleFactor: number;
  readonly isPrimary: boolean;
  /** Undefined where it cannot be recorded. */
  readonly sourceId: string | undefined;
}

/** A window of another program; its id is its source. */
export interface RecordableWindow {
  readonly id: string;
  readonly title: string;
  readonly application: string;
}

/** What there is to record. */
export interface Screens {
  displays(): Promise<readonly RecordableDisplay[]>;
  /** Null where single windows cannot be recorded. */
  windows(): Promise<readonly RecordableWindow[] | null>;
  /** Id of the display with the pointer. */
  displayAtPointer(): string;
  /** Lets the user draw a rectangle on a display, in pixels of the virtual desktop; undefined when cancelled. */
  chooseRegion: ((display: RecordableDisplay) => Promise<Rectangle | undefined>) | undefined;
  readonly canRecordSystemSound: boolean;
  /** Whether the system leaves our windows out of what it records. */
  readonly areOwnWindowsLeftOut: boolean;
}
