import { type App, BrowserWindow } from 'electron';

/** Runs `close` before the app is gone, whoever ends it; killed instead, nothing acknowledged is lost (P01). */
export function quitCleanly(app: App, log: (line: string) => void, close: () => Promise<void>): void {
  let isClosed = false;
  let isClosing = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    close()
      .catch((error: unknown) => log(`closing failed: ${error instanceof Error ? error.name : 'unknown'}`))
      .finally(() => {
        isClosed = true;
        app.quit();
      });
  });
}
