import { assessCase, type CaseFile } from '../../core/cases/index.ts';
import { statisticsOf, todoOf } from '../../core/complaints/index.ts';
import { type ChannelId, scenarioIds } from '../../core/rules/index.ts';
import { loadRules } from '../../electron/rules/index.ts';
import { WORKED_AT, workedCase } from '../unit/core/cases/worked-cases.ts';
import { median, quantile, timedMs } from './statistics.ts';

// `node tests/bench/assessment-bench.ts [rounds]`: how long it takes to assess all open cases anew, what 待办 needs beside that,
// and how both grow.

const rules = loadRules('resources/rules');
if (!rules.ok) throw new Error(rules.error.message);
const { ruleBook, calendar } = rules.value;
const rounds = Number(process.argv[2] ?? 15);
const channels: readonly ChannelId[] = [
  'platform',
  'payment_alipay',
  'samr12315',
  'police',
  'court_small_claims',
];

console.log(`Node ${process.versions.node}, ${rounds} rounds, after one to warm up\n`);
console.log(
  '| cases | items | records | assessed, median ms | p95 ms | µs a case | 待办 and statistics, median ms |',
);
console.log('|---|---|---|---|---|---|---|');
for (const count of [100, 1_000, 10_000]) {
  const files = openCases(count);
  const values: number[] = [];
  const overviews: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const ms = await timedMs(() => assessAll(files));
    const overviewMs = await timedMs(() => overviewOf(files));
    if (round === 0) continue;
    values.push(ms);
    overviews.push(overviewMs);
  }
  const sum = (part: (file: CaseFile) => number) => files.reduce((total, file) => total + part(file), 0);
  const cells = [
    count,
    sum(({ items }) => items.length),
    sum(({ records }) => records.length),
    median(values).toFixed(1),
    quantile(values, 0.95).toFixed(1),
    ((median(values) * 1000) / count).toFixed(1),
    median(overviews).toFixed(1),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Complete cases and cases that lack half of what they need, of all scenarios and receiving sides alike. */
function openCases(count: number): readonly CaseFile[] {
  return Array.from({ length: count }, (_, at) => {
    const scenario = scenarioIds[at % scenarioIds.length] ?? 'not_delivered';
    const file = workedCase(scenario, channels[at % channels.length] ?? null);
    return at % 2 === 0 ? file : { ...file, items: file.items.filter((_item, place) => place % 2 === 0) };
  });
}

function assessAll(files: readonly CaseFile[]): number {
  let gaps = 0;
  for (const [at, file] of files.entries()) {
    const channel = channels[at % channels.length] ?? null;
    const found = assessCase(ruleBook, file, { channel, at: WORKED_AT });
    gaps += found.gaps.total - found.gaps.closed;
  }
  return gaps;
}

function overviewOf(files: readonly CaseFile[]): number {
  const cases = files.map((caseFile) => ({ caseFile, gapsLeft: 1 }));
  const entries = todoOf({ ruleBook, calendar, atUtc: WORKED_AT, cases });
  return entries.length + statisticsOf(files).caseCount;
}
