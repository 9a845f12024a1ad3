import type { CustomScheme, Protocol } from 'electron';
import { host, isHostRunning } from '../host.ts';
import type { ProtocolHandler } from '../server/loopback-server.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';

/** The schemes and who answers for them; the loopback server reads this map. */
export const protocolHandlers = new Map<string, ProtocolHandler>();
const privileged = new Set<string>();

/** The schemes whose addresses must be mapped before any handler exists. */
export function privilegedSchemes(): readonly string[] {
  return [...privileged];
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (isHostRunning())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    const { addresses } = host('protocol').server;
    if (protocolHandlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    addresses.addScheme(scheme);
    protocolHandlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    if (!protocolHandlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },
  isProtocolHandled: (scheme: string): boolean => protocolHandlers.has(scheme),
} satisfies Partial<Record<keyof Protocol, unknown>>;
defineUnsupported(protocol, 'protocol', UNSUPPORTED_MEMBERS.protocol);
