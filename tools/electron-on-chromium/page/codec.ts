/** Values that structured clone carries, as bytes: [u32 length of JSON][JSON][bytes of each buffer in order]. */
export interface PageCodec {
  encode(value: unknown): Uint8Array<ArrayBuffer>;
  decode(bytes: Uint8Array): unknown;
}

/**
 * Makes the codec. The function is also sent to the page as text, so it uses nothing from outside itself.
 * Bytes stay bytes: base64 over the DevTools pipe takes ten times as long for a large buffer.
 */
export function createPageCodec(): PageCodec {
  const HEADER_BYTES = 4;
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Uint8ClampedArray,
    Int8Array,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors: Record<string, new (message: string) => Error> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  type Tagged = { $: string; v?: unknown; t?: string; n?: number };

  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };

  const setOwn = (target: object, key: string, value: unknown) =>
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });

  const encode = (value: unknown): Uint8Array<ArrayBuffer> => {
    const buffers: Uint8Array[] = [];
    const open = new Set<object>();

    const writeView = (view: ArrayBufferView): Tagged => {
      buffers.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
      const type = Object.prototype.toString.call(view).slice(8, -1);
      return { $: 'bytes', t: type in views ? type : 'Uint8Array', n: view.byteLength };
    };

    const writeObject = (object: object): unknown => {
      // Structured clone keeps cycles; this codec says so instead of running out of stack.
      if (open.has(object)) refuse();
      open.add(object);
      const written = writeOpened(object);
      open.delete(object);
      return written;
    };

    const writeOpened = (object: object): unknown => {
      if (object instanceof ArrayBuffer) return { ...writeView(new Uint8Array(object)), t: 'ArrayBuffer' };
      if (ArrayBuffer.isView(object)) return writeView(object);
      if (Array.isArray(object)) return Array.from(object, write);
      if (object instanceof Date) return { $: 'date', v: write(object.getTime()) };
      if (object instanceof Map)
        return { $: 'map', v: [...object].map(([key, entry]) => [write(key), write(entry)]) };
      if (object instanceof Set) return { $: 'set', v: [...object].map(write) };
      if (object instanceof RegExp) return { $: 'regexp', v: [object.source, object.flags] };
      if (object instanceof Error)
        return { $: 'error', v: [object.name, object.message, object.stack ?? ''] };
      if (object instanceof Promise || object instanceof WeakMap || object instanceof WeakSet)
        return refuse();
      const record = {};
      for (const [key, entry] of Object.entries(object)) setOwn(record, key, write(entry));
      return '$' in record ? { $: 'object', v: record } : record;
    };

    const write = (item: unknown): unknown => {
      if (item === undefined) return { $: 'undefined' };
      if (item === null || typeof item === 'boolean' || typeof item === 'string') return item;
      if (typeof item === 'number') {
        if (Number.isFinite(item) && !Object.is(item, -0)) return item;
        return { $: 'number', v: Object.is(item, -0) ? '-0' : String(item) };
      }
      if (typeof item === 'bigint') return { $: 'bigint', v: String(item) };
      return typeof item === 'object' ? writeObject(item) : refuse();
    };

    const json = new TextEncoder().encode(JSON.stringify(write(value)));
    const size = buffers.reduce((total, part) => total + part.byteLength, HEADER_BYTES + json.length);
    const bytes = new Uint8Array(size);
    new DataView(bytes.buffer).setUint32(0, json.length);
    bytes.set(json, HEADER_BYTES);
    let offset = HEADER_BYTES + json.length;
    for (const part of buffers) {
      bytes.set(part, offset);
      offset += part.byteLength;
    }
    return bytes;
  };

  const decode = (bytes: Uint8Array): unknown => {
    const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    let offset = HEADER_BYTES + jsonLength;

    const readBytes = (type: string, length: number): unknown => {
      const buffer = new ArrayBuffer(length);
      new Uint8Array(buffer).set(bytes.subarray(offset, offset + length));
      offset += length;
      const View = views[type];
      return View ? new View(buffer) : buffer;
    };

    const readTagged = (tagged: Tagged): unknown => {
      // Only encode() writes tags, and it writes each with exactly this shape.
      const list = tagged.v as unknown[];
      if (tagged.$ === 'undefined') return undefined;
      if (tagged.$ === 'number') return Number(tagged.v);
      if (tagged.$ === 'bigint') return BigInt(String(tagged.v));
      if (tagged.$ === 'bytes') return readBytes(tagged.t ?? '', tagged.n ?? 0);
      if (tagged.$ === 'date') return new Date(read(tagged.v) as number);
      if (tagged.$ === 'map') return new Map(list.map((pair) => read(pair) as [unknown, unknown]));
      if (tagged.$ === 'set') return new Set(list.map(read));
      if (tagged.$ === 'regexp') return new RegExp(String(list[0]), String(list[1]));
      if (tagged.$ === 'error') return readError(String(list[0]), String(list[1]), String(list[2]));
      return readRecord(tagged.v as object);
    };

    const readError = (name: string, message: string, stack: string): Error => {
      const Type = errors[name] ?? Error;
      const error = new Type(message);
      Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
      return error;
    };

    const readRecord = (source: object): object => {
      const record = {};
      for (const [key, entry] of Object.entries(source)) setOwn(record, key, read(entry));
      return record;
    };

    const read = (item: unknown): unknown => {
      if (item === null || typeof item !== 'object') return item;
      if (Array.isArray(item)) return item.map(read);
      return '$' in item ? readTagged(item as Tagged) : readRecord(item);
    };

    return read(
      JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonLength))),
    );
  };

  return { encode, decode };
}
