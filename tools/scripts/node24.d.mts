export const ROOT: string;
export function packagedNode(platform: string, arch: string): string | null;
export function isUsableNode(version: string): boolean;
export function node24(): string;
export function childEnvironment(extra?: Record<string, string>): Record<string, string | undefined>;
export function exitCodeOf(result: {
  status: number | null;
  signal: string | null;
  error?: Error | undefined;
}): number;
export function isOnNode24(): boolean;
export function continueOnNode24(): void;
