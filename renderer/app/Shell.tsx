import { Countdown } from '../features/capture/index.ts';
import { InboxPage } from '../features/evidence/index.ts';
import { LockerPage } from '../features/locker/index.ts';
import { OrderPage, OrdersPage } from '../features/orders/index.ts';
import { RecordingStrip } from '../features/recording/index.ts';
import { RulesPage } from '../features/rules/index.ts';
import { SessionBar } from '../features/session/index.ts';
import { SettingsPage } from '../features/settings/index.ts';
import { TodoPage } from '../features/todo/index.ts';
import { type Place, useNavigation } from '../hooks/index.ts';
import { Announcements } from './Announcements.tsx';
import { LockerBanner } from './LockerBanner.tsx';
import { Nav } from './Nav.tsx';
import { TopBar } from './TopBar.tsx';

/** The window's frame: what can be done at the top, where to go at the left, the place itself. */
export function Shell() {
  const { place } = useNavigation();
  return (
    <div className="shell">
      <TopBar />
      <Nav />
      <div className="shell-place">
        <RecordingStrip />
        <SessionBar />
        <LockerBanner />
        <main className="shell-main" aria-label={place.name}>
          <PlaceView place={place} />
        </main>
      </div>
      <Countdown />
      <Announcements />
    </div>
  );
}

function PlaceView({ place }: { place: Place }) {
  switch (place.name) {
    case 'inbox':
      return <InboxPage />;
    case 'orders':
      return <OrdersPage />;
    case 'order':
      return <OrderPage key={place.orderId} orderId={place.orderId} />;
    case 'todo':
      return <TodoPage />;
    case 'locker':
      return <LockerPage />;
    case 'rules':
      return <RulesPage />;
    case 'settings':
      return <SettingsPage />;
  }
}
