import { parseInstant } from '../orders/index.ts';
import type { Bill, TableRow } from './bill.ts';

/** What the lines around the table say of it; most of them are not read, and any of them may change. */
export interface Surroundings {
  /** `共66笔记录`. */
  readonly count: number | undefined;
  readonly period: Pick<Bill, 'fromUtc' | 'toUtc'>;
}

/** Reads the number of lines and the period from the rows before and after the table. */
export function readSurroundings(rows: readonly TableRow[]): Surroundings {
  const texts = rows.map(({ cells }) => String(cells[0] ?? '').trim());
  const count = texts.map((text) => /^共\s*(\d{1,9})\s*笔记录/.exec(text)?.[1]).find(Boolean);
  return { count: count === undefined ? undefined : Number(count), period: readPeriod(texts) };
}

/** `起始时间：[2023-02-10 00:00:00]    终止时间：[2023-02-13 23:59:59]`, also with 日期 and a narrow colon. */
const PERIOD = /起始(?:时间|日期)[：:]\s*\[([^\]]*)\]\s*终止(?:时间|日期)[：:]\s*\[([^\]]*)\]/;

function readPeriod(texts: readonly string[]): Pick<Bill, 'fromUtc' | 'toUtc'> {
  const match = texts.map((text) => PERIOD.exec(text)).find((found) => found !== null);
  const [from, to] = [match?.[1], match?.[2]].map((time) =>
    time === undefined ? undefined : parseInstant(`${time.trim().replace(' ', 'T')}+08:00`),
  );
  return {
    ...(from === undefined ? {} : { fromUtc: from }),
    ...(to === undefined ? {} : { toUtc: to }),
  };
}
