/** What the guard asks the main process. */
export type MediaRequest =
  | {
      readonly kind: 'display';
      readonly id: string;
      readonly isAudioWanted: boolean;
      readonly isGesture: boolean;
    }
  /** Whether the screen shows nothing of the capture itself by now. */
  | { readonly kind: 'settled'; readonly id: string }
  | { readonly kind: 'microphone'; readonly id: string }
  | { readonly kind: 'devices'; readonly id: string };

/** What the main process answers. */
export type MediaAnswer =
  | {
      readonly id: string;
      readonly isAllowed: true;
      /** The screen that the application chose. */
      readonly sourceId?: string;
    }
  | { readonly id: string; readonly isAllowed: false; readonly name: string; readonly message: string };

export interface MediaGuardSettings {
  /** The function, put into every page's world by Chromium and taken out of it here, that asks. */
  readonly askName: string;
  /** The event, sent from a world of the runtime's own, that answers. */
  readonly answerName: string;
}

/**
 * Runs in the page's own world of every frame before any script of the page: screen, microphone and the list of devices
 * are had only after the main process has been asked. Sent as text, so it uses nothing from outside itself.
 *
 * SECURITY: everything it calls later is taken now and no promise is awaited, so that a page which replaces built-in
 * functions neither learns the name of the answer nor gives one. What the page hands over is copied before it is judged.
 */
export function guardMedia(settings: MediaGuardSettings): void {
  const ask = Reflect.get(window, settings.askName) as ((payload: string) => void) | undefined;
  Reflect.deleteProperty(window, settings.askName);
  const legacy = ['getUserMedia', 'webkitGetUserMedia'];
  for (const name of legacy) Reflect.deleteProperty(Navigator.prototype, name);
  if (typeof MediaDevices === 'undefined') return;

  const { apply, setPrototypeOf, defineProperty, has } = {
    apply: Reflect.apply,
    setPrototypeOf: Object.setPrototypeOf,
    defineProperty: Object.defineProperty,
    has: Reflect.has,
  };
  const { stringify, parse } = JSON;
  const clone = structuredClone;
  const NativePromise = Promise;
  const NativeException = DOMException;
  const NativeTypeError = TypeError;
  const devices = MediaDevices.prototype;
  const { getVideoTracks } = MediaStream.prototype;
  const { getSettings, stop: stopTrack } = MediaStreamTrack.prototype;
  const { then } = Promise.prototype;
  const { getDisplayMedia, getUserMedia, enumerateDevices } = devices;
  const activation = navigator.userActivation;
  const readActive = Object.getOwnPropertyDescriptor(UserActivation.prototype, 'isActive')?.get;
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  const mayAsk = window.top === window && ask !== undefined;
  const nonce = crypto.randomUUID();
  const waiting: Record<string, ((answer: MediaAnswer) => void) | undefined> = setPrototypeOf({}, null);
  let lastId = 0;

  window.addEventListener(settings.answerName, (event) => {
    if (!readDetail) return;
    const answer = parse(apply(readDetail, event, [])) as MediaAnswer;
    const settle = waiting[answer.id];
    delete waiting[answer.id];
    settle?.(answer);
  });

  /** Dictionaries without a prototype: a page could otherwise add members to all of them. */
  const bare = <T extends object>(members: T): T => setPrototypeOf(members, null) as T;
  const copied = (constraint: unknown): unknown => {
    const copy: unknown = clone(constraint);
    return typeof copy === 'object' && copy !== null ? bare(copy) : copy;
  };
  const refused = (name: string, message: string) => new NativeException(message, name);
  type Allowed = Extract<MediaAnswer, { isAllowed: true }>;
  const request = <T>(about: object, perform: (answer: Allowed) => T | Promise<T>): Promise<T> =>
    new NativePromise((resolve, reject) => {
      if (!mayAsk) {
        reject(refused('NotAllowedError', 'Permission denied'));
        return;
      }
      const id = `${nonce}-${++lastId}`;
      waiting[id] = (answer) => {
        if (answer.isAllowed) resolve(perform(answer));
        else reject(refused(answer.name, answer.message));
      };
      ask(stringify(bare({ ...about, id })));
    });
  /** Chromium takes the screen it was started for; a page is given the one that was chosen or none. */
  const checked = (stream: MediaStream, { sourceId }: Allowed): Promise<MediaStream> => {
    const track = apply(getVideoTracks, stream, [])[0];
    if (track && apply(getSettings, track, []).deviceId === sourceId)
      return request({ kind: 'settled' }, () => stream);
    if (track) apply(stopTrack, track, []);
    return rejected(refused('AbortError', 'Chromium captured another screen than the one chosen'));
  };
  const rejected = (error: unknown) => new NativePromise<never>((_resolve, reject) => reject(error));
  const isActive = () => readActive !== undefined && apply(readActive, activation, []) === true;

  const replace = (
    name: keyof MediaDevices & string,
    value: (this: MediaDevices, options?: never) => unknown,
  ) => defineProperty(devices, name, bare({ value, enumerable: true, configurable: true, writable: true }));

  replace('getDisplayMedia', function (options?: DisplayMediaStreamOptions) {
    try {
      const video = copied(options?.video ?? true);
      const isAudioWanted = Boolean(options?.audio);
      if (video === false)
        throw new NativeTypeError("Failed to execute 'getDisplayMedia': video must be requested");
      const isGesture = isActive();
      if (!isGesture && mayAsk)
        throw refused('InvalidStateError', 'getDisplayMedia() requires transient activation (user gesture).');
      const wanted = bare({ video, audio: false });
      return request(
        { kind: 'display', isAudioWanted, isGesture },
        (answer) =>
          apply(then, apply(getDisplayMedia, this, [wanted]), [
            (stream: MediaStream) => checked(stream, answer),
          ]) as Promise<MediaStream>,
      );
    } catch (error) {
      return rejected(error);
    }
  });

  replace('getUserMedia', function (constraints?: MediaStreamConstraints) {
    try {
      const audio = copied(constraints?.audio ?? false);
      const video = Boolean(constraints?.video);
      if (!audio && !video)
        throw new NativeTypeError(
          "Failed to execute 'getUserMedia': At least one of audio and video must be requested",
        );
      // These name screens and tabs; the rest of Electron's meaning for them does not exist here.
      const isLegacy =
        typeof audio === 'object' && audio !== null && (has(audio, 'mandatory') || has(audio, 'optional'));
      if (video || isLegacy) throw refused('NotAllowedError', 'Permission denied');
      const wanted = bare({ audio, video: false });
      return request({ kind: 'microphone' }, () => apply(getUserMedia, this, [wanted]));
    } catch (error) {
      return rejected(error);
    }
  });

  replace('enumerateDevices', function () {
    return request({ kind: 'devices' }, () => apply(enumerateDevices, this, []));
  });
}
