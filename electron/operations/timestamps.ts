import { invariant } from '../../core/assert.ts';
import type { Handlers, OutputOf } from '../../core/contract/index.ts';
import { fail, ok } from '../../core/result.ts';
import type { ClockComparison } from '../../core/surroundings/index.ts';
import type { OperationDeps } from './ports.ts';
import type { StampingDesk } from './stamping-desk.ts';
import type { Tickets } from './tickets.ts';

/** Trusted time: authorities, and comparing the clock. Files come in as tickets, never as paths. */
export function timestampHandlers(deps: OperationDeps, tickets: Tickets): Handlers['timestamps'] {
  const { locker } = deps;
  return {
    getState: async () => (locker.ok ? ok(await deskOf(deps).state()) : locker),
    configure: async (wish) => (locker.ok ? await deskOf(deps).configure(wish) : locker),
    addAuthority: async ({ name, url, rootTicket }) => {
      if (!locker.ok) return locker;
      const [rootPath = null, ...more] = rootTicket === null ? [] : (tickets.pathsOf(rootTicket) ?? []);
      if (rootTicket !== null && rootPath === null) {
        return fail('TICKET_UNKNOWN', '所选文件已经失效。请重新选择文件。');
      }
      if (more.length > 0)
        return fail('TICKET_UNKNOWN', '一家机构只有一张根证书。请重新选择，只选一个文件。');
      const added = await deskOf(deps).addAuthority({ name, url, rootPath });
      if (added.ok && rootTicket !== null) tickets.spend(rootTicket);
      return added;
    },
    removeAuthority: async ({ authorityId }) =>
      locker.ok ? await deskOf(deps).removeAuthority(authorityId) : locker,
    stampNow: async () => (locker.ok ? await deskOf(deps).stampNow() : locker),
    compareClock: async () => {
      if (!locker.ok) return locker;
      invariant(deps.clockComparer !== undefined, 'whoever has a locker can compare the clock');
      const compared = await deps.clockComparer.compare();
      return compared.ok ? ok({ comparison: comparisonView(compared.value) }) : compared;
    },
  };
}

function deskOf({ stamping }: OperationDeps): StampingDesk {
  invariant(stamping !== undefined, 'whoever has a locker can have it stamped');
  return stamping;
}

function comparisonView(comparison: ClockComparison): OutputOf<'timestamps', 'compareClock'>['comparison'] {
  const { clock, servers, offsetMs, uncertaintyMs } = comparison;
  return {
    atUtc: clock.utc,
    offsetMs,
    uncertaintyMs,
    answeredCount: servers.filter(({ outcome }) => outcome === 'answered').length,
    askedCount: servers.length,
  };
}
