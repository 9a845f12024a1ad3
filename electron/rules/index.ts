/**
 * The rule book and the calendar of working days, read from files. Promise: what is in force was validated whole; a pack
 * comes only from the user, and only with a known publisher's signature; a damaged one never replaces what works.
 */
export { loadRules, type OpenRules, type RulesError } from './load-rules.ts';
export { openRules, type Rules } from './open-rules.ts';
export { type RulePackError, readRulePack, rulePackBytes } from './rule-pack.ts';
