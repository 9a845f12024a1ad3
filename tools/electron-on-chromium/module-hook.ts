import { registerHooks } from 'node:module';

const NAMES = new Set(['electron', 'electron/main', 'electron/common']);
const STAND_IN = new URL('./electron-module.cjs', import.meta.url).href;

/** Where electron-module.cjs finds the API; a symbol of the whole process, because a module cannot be handed a value. */
export const API_SYMBOL = Symbol.for('electron-on-chromium.api');

/** Makes `import` and `require` of 'electron' give the API, in modules of both kinds. */
export function provideElectron(api: Readonly<Record<string, unknown>>): void {
  Object.defineProperty(globalThis, API_SYMBOL, { value: api });
  // Named imports from CommonJS are found by reading its text, so the text names each.
  const source = [
    `const api = globalThis[Symbol.for('electron-on-chromium.api')];`,
    ...Object.keys(api).map((name) => `exports.${name} = api.${name};`),
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.has(specifier)
        ? { url: STAND_IN, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === STAND_IN ? { format: 'commonjs', source, shortCircuit: true } : next(url, context),
  });
}
