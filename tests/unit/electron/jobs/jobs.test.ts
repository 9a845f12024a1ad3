import { describe, expect, test } from 'vitest';
import type { JobProgress } from '../../../../core/contract/index.ts';
import { fail, ok, type Result } from '../../../../core/result.ts';
import { createJobs } from '../../../../electron/jobs/index.ts';

function jobsWithRecord() {
  const said: JobProgress[] = [];
  const log: string[] = [];
  const clock = { nowMs: 0 };
  const jobs = createJobs({
    announce: (progress) => said.push(progress),
    log: (line) => log.push(line),
    monotonicMs: () => clock.nowMs,
  });
  return { jobs, said, log, clock };
}

describe('jobs', () => {
  test('a job says how far it is, ends once and keeps its result', async () => {
    const { jobs, said } = jobsWithRecord();
    const { jobId, ended } = jobs.start('verify', async ({ progress }) => {
      progress('一', 1, 2);
      return ok('report');
    });
    expect(jobs.resultOf('verify', jobId)).toMatchObject({ ok: false, error: { code: 'JOB_RUNNING' } });
    expect(jobs.isRunning('verify')).toBe(true);
    await ended;
    expect(said.map(({ step, state }) => [step, state])).toEqual([
      ['一', 'running'],
      ['一', 'done'],
    ]);
    expect(jobs.resultOf('verify', jobId)).toEqual(ok('report'));
    expect(jobs.resultOf('export', jobId)).toMatchObject({ ok: false, error: { code: 'JOB_UNKNOWN' } });
    expect(jobs.isRunning('verify')).toBe(false);
  });

  test('cancelling asks; the job ends as cancelled only when it stopped for that', async () => {
    const { jobs, said } = jobsWithRecord();
    const stopping = jobs.start('export', async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return fail('EXPORT_CANCELLED', '已取消。');
    });
    expect(jobs.cancel(stopping.jobId)).toEqual(ok(undefined));
    await stopping.ended;
    expect(said.at(-1)?.state).toBe('cancelled');
    const tooLate = jobs.start('export', async ({ signal }): Promise<Result<string, 'X'>> => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return ok('done anyway');
    });
    jobs.cancel(tooLate.jobId);
    await tooLate.ended;
    expect(said.at(-1)?.state).toBe('done');
    expect(jobs.cancel('j-unknown')).toMatchObject({ ok: false, error: { code: 'JOB_UNKNOWN' } });
  });

  test('a failure is said with its code and sentence and leaves no result', async () => {
    const { jobs, said } = jobsWithRecord();
    const { jobId, ended } = jobs.start('export', async () => fail('DISK_FULL', '磁盘满了。'));
    await ended;
    expect(said.at(-1)).toMatchObject({
      state: 'failed',
      failure: { code: 'DISK_FULL', message: '磁盘满了。' },
    });
    expect(jobs.resultOf('export', jobId)).toMatchObject({ ok: false, error: { code: 'JOB_UNKNOWN' } });
  });

  test('work that throws fails as UNEXPECTED and quotes nothing (P32)', async () => {
    const { jobs, said, log } = jobsWithRecord();
    const { ended } = jobs.start('import', async () => {
      throw new Error('CANARY');
    });
    expect(await ended).toMatchObject({ ok: false, error: { code: 'UNEXPECTED' } });
    expect(log).toHaveLength(1);
    expect(JSON.stringify([said, log])).not.toContain('CANARY');
  });

  test('windows are told ten times a second at most, and always of the end', async () => {
    const { jobs, said, clock } = jobsWithRecord();
    await jobs.start('verify', async ({ progress }) => {
      for (let done = 0; done < 1000; done += 1) {
        progress('object', done, 1000);
        clock.nowMs += 1;
      }
      return ok('report');
    }).ended;
    expect(said.map(({ done, state }) => [done, state])).toEqual([
      ...[0, 100, 200, 300, 400, 500, 600, 700, 800, 900].map((done) => [done, 'running']),
      [999, 'done'],
    ]);
  });

  test('progress that comes after the end is dropped', async () => {
    const { jobs, said } = jobsWithRecord();
    let late: (() => void) | undefined;
    await jobs.start('verify', async ({ progress }) => {
      late = () => progress('late', 9, 9);
      return ok('report');
    }).ended;
    late?.();
    expect(said.map(({ state }) => state)).toEqual(['done']);
  });

  test('closing cancels what runs and waits for it', async () => {
    const { jobs, said } = jobsWithRecord();
    jobs.start('verify', async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return fail('CANCELLED', '已取消。');
    });
    await jobs.close();
    expect(said.map(({ state }) => state)).toEqual(['cancelled']);
  });
});
