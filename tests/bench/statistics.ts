/** Middle value; the mean of the two middle ones of an even count. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between the nearest ranks; `share` from 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Milliseconds that `work` takes. */
export async function timedMs(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** A contender and what it took each round. */
export interface Series {
  readonly name: string;
  readonly valuesMs: readonly number[];
}

/** A table with medians, 95th percentiles and the ratio of medians to the series named `reference`. */
export function table(series: readonly Series[], reference: string): string {
  const base = median(series.find(({ name }) => name === reference)?.valuesMs ?? []);
  const rows = series.map(({ name, valuesMs }) => {
    const middle = median(valuesMs);
    const cells = [middle.toFixed(1), quantile(valuesMs, 0.95).toFixed(1), (middle / base).toFixed(2)];
    return `| ${name} | ${valuesMs.length} | ${cells.join(' | ')} |`;
  });
  return [`| | runs | median ms | p95 ms | × ${reference} |`, '|---|---|---|---|---|', ...rows].join('\n');
}

/** Runs every contender once a round, in turn, so that noise of the machine falls on all alike. */
export async function sideBySide(
  rounds: number,
  contenders: Readonly<Record<string, () => unknown>>,
): Promise<Series[]> {
  const names = Object.keys(contenders);
  const values = new Map<string, number[]>(names.map((name) => [name, []]));
  for (const name of names) await contenders[name]?.();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      values.get(name)?.push(await timedMs(() => contenders[name]?.()));
    }
  }
  return names.map((name) => ({ name, valuesMs: values.get(name) ?? [] }));
}
