import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The built check page, `out/verifier/verify.html`: from source as from the built bundle two folders below what holds it.
 * It may be absent in a checkout that was never built.
 */
export function verifyPagePath(): string {
  return fileURLToPath(new URL('../../out/verifier/verify.html', import.meta.url));
}

/** Whether there is such a page to put into packages. */
export function hasVerifyPage(path: string): boolean {
  return existsSync(path);
}
