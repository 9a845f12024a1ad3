import type { Texts } from './locales.ts';

/** What each check of a verification looks at, by its code. */
export const enChecks: Texts['checks'] = {};
