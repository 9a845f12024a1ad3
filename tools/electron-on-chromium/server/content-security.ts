import type { AddressMap } from './address-map.ts';

const META_POLICY =
  /(<meta\b[^>]*\bhttp-equiv=(["'])content-security-policy\2[^>]*\bcontent=)(["'])(.*?)\3/gis;

/**
 * Added to every document served. SECURITY: without `allow-popups` and the navigation grants Chromium itself refuses
 * `window.open`, `target=_blank` and frames that navigate the top; without `allow-downloads` it refuses downloads.
 */
export const DOCUMENT_SANDBOX =
  'sandbox allow-same-origin allow-scripts allow-forms allow-modals allow-pointer-lock';

/**
 * What a document and its frames may ask for at all. SECURITY: the screen, which no content setting denies, only where
 * the application has said who decides about it; frames within a page neither screen nor microphone.
 */
export function documentPermissions(destination: string, mayCaptureDisplay: boolean): string | null {
  if (destination === 'document') return mayCaptureDisplay ? 'display-capture=(self)' : 'display-capture=()';
  const isFrame = ['iframe', 'frame', 'object', 'embed', 'fencedframe'].includes(destination);
  return isFrame ? 'display-capture=(), microphone=()' : null;
}

/**
 * Restates a policy's custom-scheme sources (`app:`, `app://evidence`) by the loopback origins that stand for them, and
 * lets the preload script's world reach its channel: Chromium holds it to the page's policy. The page itself gains
 * nothing, because the channel closes on whoever does not know its token.
 */
export function mapPolicy(policy: string, addresses: AddressMap, channelOrigin: string): string {
  // A header may carry several policies, and every one of them must be met.
  const policies = policy.split(',').map((one) => allowConnection(mapSources(one, addresses), channelOrigin));
  return policies.join(',');
}

function allowConnection(policy: string, source: string): string {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
  const find = (name: string) => directives.find(([present]) => present?.toLowerCase() === name);
  const governing = find('connect-src') ?? find('default-src');
  if (!governing) return policy;
  const kept = governing.slice(1).filter((present) => present.toLowerCase() !== "'none'");
  const allowed = ['connect-src', ...kept, source];
  const others = directives.filter((directive) => directive !== find('connect-src'));
  return [...others, allowed].map((directive) => directive.join(' ')).join('; ');
}

function mapSources(policy: string, addresses: AddressMap): string {
  const { schemes, suffix } = addresses.forPages();
  return policy.replace(
    /(?<=[\s;]|^)([a-z][a-z0-9-]*):(\/\/[^\s;]*)?(?=[\s;]|$)/gi,
    (source, scheme: string) => {
      if (!schemes.includes(scheme.toLowerCase())) return source;
      const isWholeScheme = source.endsWith(':') || source.endsWith('://*');
      return isWholeScheme
        ? `${source} http://*.${scheme}.${suffix}`
        : `${source} ${addresses.toLoopback(source)}`;
    },
  );
}

/** The same for policies that an HTML document states itself. */
export function mapPoliciesInHtml(html: string, addresses: AddressMap, channelOrigin: string): string {
  return html.replace(META_POLICY, (_match, start: string, _quote, quote: string, policy: string) => {
    return `${start}${quote}${mapPolicy(policy, addresses, channelOrigin)}${quote}`;
  });
}
