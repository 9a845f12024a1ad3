// The part of the `x11` package that is used here; the package itself carries no types.
declare module 'x11' {
  interface XError extends Error {
    readonly error: number;
  }
  type XCallback<T> = (error: XError | null | undefined, value: T) => boolean | undefined;
  type XOutcome = (error: XError | null | undefined) => boolean | undefined;

  interface XProperty {
    readonly type: number;
    readonly format: number;
    readonly data: Buffer;
  }

  interface XEvent {
    readonly name: string;
    readonly type: number;
    readonly wid: number;
    readonly parent?: number;
    readonly width?: number;
    readonly height?: number;
    readonly overrideRedirect?: boolean;
    readonly atom?: number;
    readonly keycode?: number;
    readonly buttons?: number;
    readonly mode?: number;
    readonly detail?: number;
  }

  interface XScreenResources {
    readonly crtcs: readonly number[];
  }
  interface XCrtc {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly rotation: number;
    readonly output: readonly number[];
  }
  interface RandrExtension {
    readonly majorOpcode: number;
    readonly firstEvent: number;
    readonly NotifyMask: { readonly All: number };
    SelectInput(window: number, mask: number): void;
    GetScreenResourcesCurrent(window: number, reply: XCallback<XScreenResources>): void;
    GetCrtcInfo(crtc: number, configTime: number, reply: XCallback<XCrtc>): void;
  }

  interface XClient {
    on(event: 'event', listener: (event: XEvent) => void): void;
    on(event: 'error', listener: (error: XError) => void): void;
    on(event: 'end', listener: () => void): void;
    require(extension: 'randr', reply: XCallback<RandrExtension>): void;
    sync(): Promise<void>;
    /** What the library's own requests are made with. */
    seq_num: number;
    readonly pack_stream: { put(request: Buffer): void; submit(mustFlush?: boolean): void };
    readonly replies: Record<number, [unpack: (answer: Buffer) => unknown, done: unknown]>;
    GetAtomName(atom: number, reply: XCallback<string>): void;
    AllocID(): number;
    CreateWindow(
      window: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      borderWidth: number,
      depth: number,
      windowClass: number,
      visual: number,
      values: { overrideRedirect?: number },
    ): void;
    ChangeWindowAttributes(window: number, values: { eventMask: number }): void;
    ReparentWindow(window: number, parent: number, x: number, y: number): void;
    MapWindow(window: number): void;
    UnmapWindow(window: number): void;
    ConfigureWindow(
      window: number,
      values: {
        x?: number;
        y?: number;
        width?: number;
        height?: number;
        sibling?: number;
        stackMode?: number;
      },
    ): void;
    QueryTree(
      window: number,
      reply: XCallback<{ readonly parent: number; readonly children: readonly number[] }>,
    ): void;
    GetWindowAttributes(window: number, reply: XCallback<{ readonly mapState: number }>): void;
    GetGeometry(window: number, reply: XCallback<{ readonly width: number; readonly height: number }>): void;
    TranslateCoordinates(
      from: number,
      to: number,
      x: number,
      y: number,
      reply: XCallback<{ readonly destX: number; readonly destY: number }>,
    ): void;
    QueryPointer(window: number, reply: XCallback<{ readonly rootX: number; readonly rootY: number }>): void;
    InternAtom(onlyIfExists: boolean, name: string, reply: XCallback<number>): void;
    GetProperty(
      remove: number,
      window: number,
      property: number,
      type: number,
      offset: number,
      length: number,
      reply: XCallback<XProperty>,
    ): void;
    ChangeProperty(
      mode: number,
      window: number,
      property: number,
      type: number,
      format: 8 | 32,
      data: Buffer | readonly number[],
    ): void;
    DeleteProperty(window: number, property: number): void;
    SendEvent(
      destination: number,
      propagate: number,
      mask: number,
      event: {
        readonly name: 'UnmapNotify';
        readonly event: number;
        readonly wid: number;
        readonly seq: number;
      },
    ): void;
    SendClientMessage(
      destination: number,
      window: number,
      type: number,
      format: 32,
      data: readonly number[],
    ): void;
    SetInputFocus(window: number, revertTo: number): void;
    GetInputFocus(reply: XCallback<{ readonly focus: number }>): void;
    GetKeyboardMapping(first: number, count: number, reply: XCallback<readonly (readonly number[])[]>): void;
    GrabKey(
      window: number,
      ownerEvents: number,
      modifiers: number,
      keycode: number,
      pointerMode: number,
      keyboardMode: number,
      outcome: XOutcome,
    ): void;
    UngrabKey(window: number, keycode: number, modifiers: number): void;
  }

  interface XDisplay {
    readonly client: XClient;
    readonly screen: readonly {
      readonly root: number;
      readonly pixel_width: number;
      readonly pixel_height: number;
    }[];
    readonly resource_mask: number;
    readonly min_keycode: number;
    readonly max_keycode: number;
  }

  export function createClient(
    options: { readonly display?: string; readonly shm?: boolean },
    ready: (error: Error | null | undefined, display: XDisplay) => void,
  ): void;
  export type { RandrExtension, XClient, XCrtc, XDisplay, XError, XEvent, XProperty };
}
