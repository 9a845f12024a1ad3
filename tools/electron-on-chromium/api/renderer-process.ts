import type { Events } from '../chromium/devtools-protocol.ts';
import type { PausedPage } from '../chromium/targets.ts';

type TraceEvent = Events['Tracing.dataCollected'][0]['value'][0];

/** Chromium keeps one trace at a time. */
let lastTrace: Promise<unknown> = Promise.resolve();

/**
 * The process that runs the page's document. Only a trace names it: the first thing in one is where every frame is.
 * Null when Chromium does not say, because the page has gone or somebody else is tracing.
 */
export function rendererPidOf(page: PausedPage): Promise<number | null> {
  const traced = lastTrace.then(() => trace(page)).catch(() => null);
  lastTrace = traced;
  return traced;
}

async function trace({ session, targetId }: PausedPage): Promise<number | null> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: Events['Tracing.dataCollected'][0]) => void events.push(...value);
  session.on('Tracing.dataCollected', collect);
  try {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: {
        includedCategories: ['disabled-by-default-devtools.timeline'],
        excludedCategories: ['*'],
      },
    });
    await session.send('Tracing.end');
    await complete;
  } finally {
    session.off('Tracing.dataCollected', collect);
  }
  const started = events.find(({ name }) => name === 'TracingStartedInBrowser');
  // The document that is shown comes first, before those kept for going back.
  const frame = started?.args.data?.frames?.find(({ frame: id }) => id === targetId);
  return frame?.processId ?? null;
}
