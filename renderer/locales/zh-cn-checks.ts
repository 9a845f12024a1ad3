/** What each check of a verification looks at, by its code. */
export const zhCnChecks = {};
