/** What a decoder needs beside the packets, in the form in which it takes it: absent where there is none. */
export function descriptionOf(config: {
  readonly description?: AllowSharedBufferSource | undefined;
}): { readonly description: Uint8Array<ArrayBuffer> } | Record<string, never> {
  const { description } = config;
  if (description === undefined) return {};
  return {
    description: ArrayBuffer.isView(description)
      ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength).slice()
      : new Uint8Array(description).slice(),
  };
}
