export const CHROMIUM_RUNTIME: string;
export function electronBinary(): string | null;
export function hasDisplay(): boolean;
export function chooseRuntime(options: { mayDownload: boolean }): {
  kind: 'electron' | 'chromium';
  executable: string;
  title: string;
};
