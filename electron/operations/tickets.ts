import { randomId } from '../platform/index.ts';

/** Files that the user picked in a dialog: the window holds a ticket that is good for one use, never a path (P13). */
export interface Tickets {
  issue(paths: readonly string[]): string;
  /** The picked paths; undefined for a ticket that is not, or no longer, good. */
  pathsOf(ticket: string): readonly string[] | undefined;
  spend(ticket: string): void;
}

/** No tickets yet. */
export function createTickets(): Tickets {
  const tickets = new Map<string, readonly string[]>();
  return {
    issue(paths) {
      // SECURITY: P13 one ticket at a time: a page cannot hoard what was picked for other purposes.
      tickets.clear();
      const ticket = `t-${randomId()}`;
      tickets.set(ticket, paths);
      return ticket;
    },
    pathsOf: (ticket) => tickets.get(ticket),
    spend: (ticket) => void tickets.delete(ticket),
  };
}
