export function newestChange(paths: readonly string[]): number;
export function ensureBuild(): void;
export function forgetBuild(): void;
