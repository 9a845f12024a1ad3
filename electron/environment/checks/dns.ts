import { lookup, Resolver } from 'node:dns/promises';
import { type Check, clear, named, notChecked, noticed } from '../check.ts';
import { areAnswersApart, isSpecialAddress } from '../parse/addresses.ts';

/** Who answers for names; tests give their own. */
export interface NameService {
  /** As programs on this computer resolve it: hosts file, cache, everything. */
  system(domain: string): Promise<readonly string[]>;
  /** The name server itself, asked by DNS. */
  direct(
    domain: string,
    signal: AbortSignal,
  ): Promise<{ readonly servers: readonly string[]; readonly addresses: readonly string[] }>;
}

export const thisNameService: NameService = {
  system: async (domain) => (await lookup(domain, { all: true })).map(({ address }) => address).toSorted(),
  direct: async (domain, signal) => {
    const resolver = new Resolver({ timeout: 2000, tries: 1 });
    signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const [fourth, sixth] = await Promise.allSettled([resolver.resolve4(domain), resolver.resolve6(domain)]);
    if (fourth.status === 'rejected' && sixth.status === 'rejected') throw fourth.reason;
    const addresses = [fourth, sixth].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    return { servers: resolver.getServers(), addresses: addresses.toSorted() };
  },
};

/** What the domain resolves to, asked twice. */
export function dnsCheck(names: NameService): Check {
  return {
    id: 'dns',
    run: async ({ domain, signal }) => {
      if (domain === null) return notChecked('没有写平台的域名，没有查域名解析。');
      const [system, direct] = await Promise.allSettled([names.system(domain), names.direct(domain, signal)]);
      const ours = system.status === 'fulfilled' ? system.value : [];
      const theirs = direct.status === 'fulfilled' ? direct.value.addresses : [];
      const raw = {
        system: system.status === 'fulfilled' ? ours : { failed: codeOf(system.reason) },
        direct: direct.status === 'fulfilled' ? direct.value : { failed: codeOf(direct.reason) },
      };
      const all = [...new Set([...ours, ...theirs])];
      if (all.length === 0) return notChecked('域名没有解析出地址：没有联网，或没有这个域名。', raw);
      const special = all.filter(isSpecialAddress);
      if (special.length > 0) {
        return noticed(`域名解析到不是公网的地址：${named(special)}，可能有代理软件或被改写。`, raw);
      }
      if (areAnswersApart(ours, theirs)) {
        return noticed('系统的解析结果和直接问域名服务器的完全不同；大网站也可能如此。', raw);
      }
      const isBoth = ours.length > 0 && theirs.length > 0;
      return clear(`域名解析到 ${named(all)}${isBoth ? '，两种查法一致' : '，只有一种查法有答案'}。`, raw);
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
