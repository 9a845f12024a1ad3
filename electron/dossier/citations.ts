import type { ExhibitNumber } from '../../core/manifest/index.ts';

/** Three or more numbers that follow each other in a group are cited as a run: fifty pictures of a chat stay one line. */
export function numberRuns(numbers: readonly ExhibitNumber[]): readonly (readonly ExhibitNumber[])[] {
  const runs: ExhibitNumber[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.at(-1) ?? '', number)) run.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [run] : run.map((number) => [number])));
}

/** `2-1 至 2-5`, or the one number. */
export function runText(run: readonly ExhibitNumber[]): string {
  return run.length > 1 ? `${run[0]} 至 ${run.at(-1)}` : (run[0] ?? '');
}

function follows(before: ExhibitNumber, after: ExhibitNumber): boolean {
  const [group, position] = before.split('-');
  return after === `${group}-${Number(position) + 1}`;
}
