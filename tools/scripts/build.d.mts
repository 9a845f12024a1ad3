export function newestChange(paths: readonly string[]): number;
export function ensureBuild(): void;
