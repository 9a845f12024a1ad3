import { BlockList, isIPv6 } from 'node:net';

const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  special.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address belongs to no public site: private, loopback, documentation, or what proxies make up. */
export function isSpecialAddress(address: string): boolean {
  const bare = address.split('%')[0] ?? '';
  return isIPv6(bare) ? special.check(bare, 'ipv6') : special.check(bare, 'ipv4');
}

/**
 * Whether two resolvers tell different stories: in a family that both have, no address is in both. Large sites answer with
 * changing addresses, so one in common is enough.
 */
export function areAnswersApart(system: readonly string[], direct: readonly string[]): boolean {
  return [true, false].some((sixth) => {
    const [ours, theirs] = [system, direct].map((list) => list.filter((each) => isIPv6(each) === sixth));
    if (!ours?.length || !theirs?.length) return false;
    return !ours.some((each) => theirs.includes(each));
  });
}
