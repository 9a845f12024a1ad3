import { Button } from 'antd';
import { useEffect } from 'react';
import type { AnyFailure } from '../client.ts';
import { FirstRun } from '../features/first-run/index.ts';
import {
  AppStateProvider,
  JobsProvider,
  NavigationProvider,
  RecordingProvider,
  SessionProvider,
  StampingProvider,
  useAppState,
} from '../hooks/index.ts';
import { failureText, TextsProvider, useLocale, useTexts } from '../locales/index.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LookProvider } from './LookProvider.tsx';
import { Shell } from './Shell.tsx';

/** The main window. */
export function App() {
  return (
    <AppStateProvider
      pending={<Pending />}
      broken={(failure, retry) => <Broken failure={failure} onRetry={retry} />}
    >
      <Localised />
    </AppStateProvider>
  );
}

function Localised() {
  const { locale, isFirstRunDone } = useAppState().state.settings;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <TextsProvider locale={locale}>
      <LookProvider>
        <ErrorBoundary>
          <JobsProvider>
            <RecordingProvider>
              <SessionProvider>
                <StampingProvider>
                  <NavigationProvider>{isFirstRunDone ? <Shell /> : <FirstRun />}</NavigationProvider>
                </StampingProvider>
              </SessionProvider>
            </RecordingProvider>
          </JobsProvider>
        </ErrorBoundary>
      </LookProvider>
    </TextsProvider>
  );
}

function Pending() {
  const texts = useTexts();
  return (
    <div className="empty-state" aria-busy="true">
      <p>{texts.app.loading}</p>
    </div>
  );
}

function Broken({ failure, onRetry }: { failure: AnyFailure; onRetry: () => void }) {
  const texts = useTexts();
  const locale = useLocale();
  return (
    <div className="empty-state" role="alert">
      <h1>{texts.app.broken}</h1>
      <p>{failureText(failure, texts, locale)}</p>
      <Button onClick={onRetry}>{texts.app.retry}</Button>
    </div>
  );
}
