/** The rule book: law, channels, scenarios and deadlines as dated data with sources. Pure; files are read by electron/rules. */
export * from './rule-book.ts';
