const MEMORY_BYTES = 64 * 1024 * 1024;

/** Frames looked at lately, in memory only: each is made at most once at a time. */
export interface FrameCache {
  get(key: string, make: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined>;
}

/** A {@link FrameCache} of at most {@link MEMORY_BYTES}; what could not be made is tried again. */
export function createFrameCache(): FrameCache {
  const held = new Map<string, Uint8Array>();
  const onTheWay = new Map<string, Promise<Uint8Array | undefined>>();
  let heldBytes = 0;
  const keep = (key: string, png: Uint8Array) => {
    held.set(key, png);
    heldBytes += png.byteLength;
    for (const [oldest, bytes] of held) {
      if (heldBytes <= MEMORY_BYTES) return;
      held.delete(oldest);
      heldBytes -= bytes.byteLength;
    }
  };
  return {
    get: async (key, make) => {
      const kept = held.get(key);
      if (kept !== undefined) return kept;
      const made =
        onTheWay.get(key) ??
        make()
          .then((png) => {
            if (png !== undefined) keep(key, png);
            return png;
          })
          .finally(() => onTheWay.delete(key));
      onTheWay.set(key, made);
      return await made;
    },
  };
}
