import type { ChannelId, RuleBook, Scenario, ScenarioId } from '../rules/rule-book.ts';
import type { Assessment, CheckFinding } from './assessment.ts';
import type { CaseFile } from './case-file.ts';
import { type CaseView, viewOf } from './case-view.ts';
import { checks } from './checks/index.ts';
import { circumstancesOf } from './circumstances.ts';
import { citationsFor } from './citations.ts';
import { contradictionsOf } from './contradictions/index.ts';
import { type Finding, notChecked } from './finding.ts';
import { neededKinds } from './needed-kinds.ts';
import { pitfallsOf } from './pitfalls.ts';
import { prepareRules } from './prepared-rules.ts';
import { proposeScenarios } from './proposals.ts';
import { weaknessesOf } from './weaknesses.ts';

/** What a case is assessed for. */
export interface AssessmentOptions {
  /** In place of the scenario that the situation names; null for none. */
  readonly scenario?: ScenarioId | null;
  readonly channel: ChannelId | null;
  /** UTC: the day of filing, by which law is chosen, and the present for what has not happened yet. */
  readonly at: string;
}

/**
 * All that follows from a case and the rules at one moment. Pure and quick: meant to be asked anew after each change. The
 * rule book is indexed once. It never says how likely a case is to be won.
 */
export function assessCase(ruleBook: RuleBook, caseFile: CaseFile, options: AssessmentOptions): Assessment {
  const rules = prepareRules(ruleBook);
  const view = viewOf(caseFile, options);
  const scenario = view.scenario === null ? undefined : rules.scenarios.get(view.scenario);
  const channel = options.channel === null ? undefined : rules.channels.get(options.channel);
  const circumstances = circumstancesOf(rules, view);
  const needs = neededKinds(rules, view, scenario, channel, circumstances);
  const found = runChecks(view, scenario);
  const errors = found.filter(({ level, result }) => level === 'error' && result !== 'NOT_APPLICABLE');
  const open = needs.missing.length + needs.missingOneOf.length;
  const total = needs.total + errors.length;
  return {
    scenario: view.scenario,
    proposals: proposeScenarios(view),
    channel: options.channel,
    atUtc: options.at,
    kinds: needs.kinds,
    missing: needs.missing,
    missingOneOf: needs.missingOneOf,
    recommended: needs.recommended,
    checks: found,
    pitfalls: pitfallsOf(rules, view),
    weaknesses: weaknessesOf(view, scenario),
    contradictions: contradictionsOf(view),
    modifiers: circumstances.map(({ modifier, reason }) => ({
      id: modifier.id,
      when: modifier.when,
      warn: modifier.warn ?? null,
      reason,
    })),
    citations: citationsFor(rules, view, scenario, circumstances, options.channel),
    gaps: { closed: total - open - errors.filter(({ result }) => result !== 'PASS').length, total },
  };
}

function runChecks(view: CaseView, scenario: Scenario | undefined): readonly CheckFinding[] {
  return (scenario?.checks ?? []).map((rule) => {
    const id = `${scenario?.id ?? ''}.${rule.id}`;
    const finding = checks.get(id)?.(view, id) ?? unknownRule;
    return {
      id: rule.id,
      level: rule.level,
      rule: rule.rule,
      cites: rule.cites,
      result: finding.result,
      reason: finding.reason,
      remedy: finding.remedy,
      itemIds: finding.itemIds,
      records: finding.records,
      question: finding.question === null ? null : { id, text: finding.question },
    };
  });
}

/** A newer rule book may hold a rule that this program cannot evaluate: it is said, not passed over. */
const unknownRule: Finding = notChecked('这一版程序还不会核对这条规则。', '请自己对照规则原文检查。');
