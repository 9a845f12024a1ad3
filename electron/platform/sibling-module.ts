import { fileURLToPath } from 'node:url';

/**
 * Path of a module that runs in a thread or process of its own. Run from source it lies where the source says; in the
 * built app every entry lies beside the bundle that asks (electron.vite.config.ts keeps the output flat).
 */
export function siblingModule(importMetaUrl: string, sourceFile: string, builtFile: string): string {
  const file = importMetaUrl.endsWith('.ts') ? sourceFile : builtFile;
  return fileURLToPath(new URL(file, importMetaUrl));
}
