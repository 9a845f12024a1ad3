import { invariant } from '../../core/assert.ts';
import type { Handlers } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { Sessions } from '../sessions/index.ts';
import type { OperationDeps } from './ports.ts';

/** 取证会话. Without a locker there is none. */
export function sessionHandlers(deps: OperationDeps): Handlers['session'] {
  const { locker } = deps;
  return {
    getState: () => (locker.ok ? ok(sessionsOf(deps).state()) : ok({ phase: 'none', session: null })),
    start: async (request) => {
      if (!locker.ok) return locker;
      const started = await sessionsOf(deps).start(request);
      if (started.ok) return started;
      const { code, message } = started.error;
      invariant(code !== 'SESSION_CANCELLED', 'only the command line cancels');
      return fail(code, message);
    },
    end: async () => (locker.ok ? await sessionsOf(deps).end() : locker),
  };
}

function sessionsOf({ sessions }: OperationDeps): Sessions {
  invariant(sessions !== undefined, 'whoever has a locker can have a session');
  return sessions;
}
