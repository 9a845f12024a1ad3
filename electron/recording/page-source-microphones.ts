/** A microphone as the page lists it. */
export interface Microphone {
  readonly id: string;
  readonly label: string;
}

/** The microphones that the page last told of. */
export interface Microphones {
  set(microphones: readonly Microphone[]): void;
  forget(): void;
  /** Waits a while for a page that was just opened; then those known, or none. */
  all(): Promise<readonly Microphone[]>;
  /** The page's id for a microphone named by its id or, as ids do not outlive the program, by its label. */
  find(idOrLabel: string): Promise<string | undefined>;
}

const PATIENCE_MS = 5000;

/** For the settings: named by label where that tells them apart, because the page's ids are new at every start. */
export function lastingNames(microphones: readonly Microphone[]): Microphone[] {
  return microphones.map(({ id, label }) => {
    const isClear = label !== '' && microphones.filter((other) => other.label === label).length === 1;
    return { id: isClear ? label : id, label };
  });
}

/** {@link Microphones}, none known yet. */
export function createMicrophones(): Microphones {
  let known = Promise.withResolvers<readonly Microphone[]>();
  const all = async () => {
    const listed = known;
    const timer = setTimeout(() => listed.resolve([]), PATIENCE_MS);
    const microphones = await listed.promise;
    clearTimeout(timer);
    return microphones;
  };
  return {
    set: (microphones) => {
      known.resolve(microphones);
      known = Promise.withResolvers();
      known.resolve(microphones);
    },
    forget: () => {
      known.resolve([]);
      known = Promise.withResolvers();
    },
    all,
    find: async (idOrLabel) => {
      const microphones = await all();
      const found =
        microphones.find(({ id }) => id === idOrLabel) ??
        microphones.find(({ label }) => label === idOrLabel);
      return found?.id;
    },
  };
}
