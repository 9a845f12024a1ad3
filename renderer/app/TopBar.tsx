import { CaptureButtons } from '../features/capture/index.ts';
import { ActiveOrderSelect } from '../features/orders/index.ts';
import { useTexts } from '../locales/index.ts';
import { SealMark } from '../ui/index.ts';
import { SearchField } from './SearchField.tsx';

/** What can be done from anywhere: choose the order, capture, search. */
export function TopBar() {
  const texts = useTexts();
  return (
    <header className="top-bar">
      <div className="brand">
        <SealMark size={13} />
        <strong>{texts.app.name}</strong>
      </div>
      <ActiveOrderSelect />
      <CaptureButtons />
      <SearchField />
    </header>
  );
}
