import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { ItemId } from '../../core/evidence/index.ts';
import type { OrderId } from '../../core/orders/index.ts';

/** The parts of 证据库. */
export const lockerTabs = ['overview', 'time', 'backup', 'history', 'key'] as const;
export type LockerTab = (typeof lockerTabs)[number];

/** Where in the window the user is. `openItemId` asks the place to open its viewer on arrival. */
export type Place =
  | { readonly name: 'inbox'; readonly openItemId?: ItemId }
  | { readonly name: 'orders'; readonly isAdding?: boolean }
  | { readonly name: 'order'; readonly orderId: OrderId; readonly openItemId?: ItemId }
  | { readonly name: 'todo' }
  | { readonly name: 'locker'; readonly tab?: LockerTab }
  | { readonly name: 'rules' }
  | { readonly name: 'settings'; readonly section?: 'trusted-time' };

interface Navigation {
  readonly place: Place;
  /** Counts arrivals, so that asking for the same item twice opens it twice. */
  readonly arrival: number;
  go(place: Place): void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

/** Holds the place for everything below. */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const [at, setAt] = useState<{ place: Place; arrival: number }>({ place: { name: 'inbox' }, arrival: 0 });
  const go = useCallback((place: Place) => setAt((last) => ({ place, arrival: last.arrival + 1 })), []);
  const value = useMemo(() => ({ ...at, go }), [at, go]);
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

/** The place and the way to another. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error('useNavigation needs a NavigationProvider above it');
  return navigation;
}
