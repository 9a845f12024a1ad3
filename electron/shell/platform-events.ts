import { powerMonitor, screen } from 'electron';
import { whereSupported } from './where-supported.ts';

/** What a recording must know of the machine at once. */
export interface PlatformEvent {
  readonly type: 'suspend' | 'lock' | 'display-removed';
  readonly displayId?: string;
}

/** Tells sleep, lock and displays that go away, as far as the platform announces them. */
export function onPlatformEvent(listener: (event: PlatformEvent) => void): () => void {
  const suspended = () => listener({ type: 'suspend' });
  const locked = () => listener({ type: 'lock' });
  const removed = (_event: unknown, { id }: { readonly id: number }) =>
    listener({ type: 'display-removed', displayId: String(id) });
  whereSupported(() => powerMonitor.on('suspend', suspended));
  whereSupported(() => powerMonitor.on('lock-screen', locked));
  screen.on('display-removed', removed);
  return () => {
    whereSupported(() => powerMonitor.off('suspend', suspended));
    whereSupported(() => powerMonitor.off('lock-screen', locked));
    screen.off('display-removed', removed);
  };
}
