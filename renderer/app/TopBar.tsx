import { CaptureButtons } from '../features/capture/index.ts';
import { ActiveOrderSelect } from '../features/orders/index.ts';
import { RecordButton, RecordingRow } from '../features/recording/index.ts';
import { EnvironmentButton, SessionButton } from '../features/session/index.ts';
import { isUnderWay, useRecording } from '../hooks/index.ts';
import { useTexts } from '../locales/index.ts';
import { SealMark } from '../ui/index.ts';
import { SearchField } from './SearchField.tsx';

/** What can be done from anywhere: choose the order, capture, record, search; while recording, what steers it. */
export function TopBar() {
  const texts = useTexts();
  const recording = useRecording();
  return (
    <header className={isUnderWay(recording) ? 'top-bar is-recording' : 'top-bar'}>
      <div className="brand">
        <SealMark size={13} />
        <strong>{texts.app.name}</strong>
      </div>
      {isUnderWay(recording) ? (
        <RecordingRow />
      ) : (
        <>
          <ActiveOrderSelect />
          <div className="row">
            <CaptureButtons />
            <RecordButton />
          </div>
          <div className="row top-bar-session">
            <EnvironmentButton />
            <SessionButton />
          </div>
        </>
      )}
      <SearchField />
    </header>
  );
}
