import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/** Asks until the answer is not undefined or false; throws with `what` after `patienceMs`. */
export async function waitUntil<Value>(
  what: string,
  ask: () => Promise<Value | undefined | false> | Value | undefined | false,
  patienceMs = 20_000,
): Promise<Value> {
  const end = performance.now() + patienceMs;
  do {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await delay(POLL_MS);
  } while (performance.now() < end);
  throw new Error(`did not happen within ${patienceMs} ms: ${what}`);
}
