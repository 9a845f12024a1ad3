import { describe, expect, test } from 'vitest';
import {
  assessCase,
  type CaseFile,
  type CheckFinding,
  type CheckOutcome,
} from '../../../../core/cases/index.ts';
import { type ScenarioId, scenarioIdSchema } from '../../../../core/rules/index.ts';
import { checkExamples } from './check-examples.ts';
import { ruleBook } from './rule-book.ts';
import { WORKED_AT } from './worked-cases.ts';

const rules = ruleBook.scenarios.flatMap((scenario) =>
  scenario.checks.map(({ id }) => `${scenario.id}.${id}`),
);

function run(name: string, file: CaseFile): CheckFinding | undefined {
  const [scenario, check] = name.split('.');
  const found = assessCase(ruleBook, file, {
    scenario: scenarioIdSchema.parse(scenario) satisfies ScenarioId,
    channel: null,
    at: WORKED_AT,
  });
  return found.checks.find(({ id }) => id === check);
}

test('every check of the rule book has examples, and no example is of a check that is gone', () => {
  expect(Object.keys(checkExamples).sort()).toEqual([...rules].sort());
});

describe.each(rules)('%s', (name) => {
  const examples = checkExamples[name];

  test.each(['PASS', 'FAIL', 'NOT_CHECKED', 'NOT_APPLICABLE'] satisfies CheckOutcome[])(
    'comes out as %s',
    (outcome) => {
      const files = examples?.[outcome] ?? [];
      if (outcome === 'PASS' || outcome === 'FAIL') expect(files.length).toBeGreaterThan(0);
      for (const [index, file] of files.entries()) {
        const finding = run(name, file);
        expect(finding?.result, `${outcome} ${index}: ${finding?.reason}`).toBe(outcome);
        expect(finding?.reason).toMatch(/[。」]$/u);
        expect(`${finding?.reason}${finding?.remedy}`).not.toMatch(/undefined|NaN|Infinity|，。|：。/);
        const isOpen = outcome === 'FAIL' || outcome === 'NOT_CHECKED';
        expect(finding?.remedy === null, finding?.remedy ?? '').toBe(!isOpen);
      }
    },
  );

  test('its question is asked by its own name', () => {
    const files = Object.values(examples ?? {}).flat();
    const asked = files.flatMap((file) => run(name, file)?.question ?? []);
    for (const question of asked) {
      expect(question.id).toBe(name);
      expect(question.text).toMatch(/[？。”）]$/u);
    }
  });
});

test('a rule that this program does not know is said to be unchecked', () => {
  const [first, ...others] = ruleBook.scenarios;
  if (first === undefined) throw new Error('the rule book has scenarios');
  const checks = [{ id: 'c99', level: 'error' as const, rule: '以后的规则', cites: [] }];
  const newer = { ...ruleBook, scenarios: [{ ...first, checks }, ...others] };
  const [file] = checkExamples[`${first.id}.c1`]?.PASS ?? [];
  if (file === undefined) throw new Error('the first check has an example');
  const found = assessCase(newer, file, { scenario: first.id, channel: null, at: WORKED_AT });
  expect(found.checks[0]?.result).toBe('NOT_CHECKED');
  expect(found.gaps.closed).toBe(found.gaps.total - 1);
});
