/**
 * Does what the runtime supports and leaves out what it says it cannot emulate (design section 8); every other error
 * goes on. Returns whether it was done.
 */
export function whereSupported(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_UNSUPPORTED_BY_RUNTIME') return false;
    throw error;
  }
}

/** The same for what takes its time; undefined where the runtime cannot. */
export async function whereSupportedAsync<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await act();
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_UNSUPPORTED_BY_RUNTIME') return undefined;
    throw error;
  }
}
