/** The machine lacks something the runtime needs; the process ends with this exit code. */
export const ENVIRONMENT_EXIT_CODE = 3;

/** Says in its message what is missing and how to get it. */
export class RuntimeEnvironmentError extends Error {
  override readonly name = 'RuntimeEnvironmentError';
}
