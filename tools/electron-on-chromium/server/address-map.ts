const SCHEME = /^[a-z][a-z0-9-]*$/;

/** The hosts of windows that have not loaded anything yet; a window's class shows them, so they hold no secret. */
const BLANK_DOMAIN = 'blank.localhost';

/** A navigation to a scheme that nobody serves is sent here instead, where it is told of and refused. */
export const ELSEWHERE_PATH = '/electron-on-chromium/elsewhere';

/**
 * Custom schemes live on loopback origins, because Chromium lets nobody answer for a top-level scheme of one's own:
 * `app://bundle/a` is `http://bundle.app.<secret>.localhost:<port>/a`. The secret keeps other programs of this
 * machine from reading what the application serves.
 */
export class AddressMap {
  private readonly suffix: string;
  private readonly blankSuffix: string;
  private readonly schemes = new Set<string>();

  constructor(secret: string, port: number) {
    this.suffix = `${secret}.localhost:${port}`;
    this.blankSuffix = `.${BLANK_DOMAIN}:${port}`;
  }

  /** Throws for a scheme that cannot be part of a host name. */
  addScheme(scheme: string): void {
    if (!SCHEME.test(scheme)) throw new Error(`The scheme "${scheme}" cannot be served.`);
    this.schemes.add(scheme);
  }

  removeScheme(scheme: string): void {
    this.schemes.delete(scheme);
  }

  /** The address Chromium is given; any other address is returned as it is. */
  toLoopback(address: string): string {
    const match = /^([a-z][a-z0-9-]*):\/\/([^/?#]*)(.*)$/is.exec(address);
    const [, scheme = '', host = '', rest = ''] = match ?? [];
    if (!this.schemes.has(scheme.toLowerCase())) return address;
    return `http://${host.toLowerCase()}.${scheme.toLowerCase()}.${this.suffix}${rest.startsWith('/') ? '' : '/'}${rest}`;
  }

  /** The address the application knows; any other address is returned as it is. */
  fromLoopback(address: string): string {
    const match = /^http:\/\/([^/?#]+)(.*)$/s.exec(address);
    const place = match?.[1] ? this.placeOf(match[1]) : null;
    if (place) return `${place.scheme}://${place.host}${match?.[2] ?? ''}`;
    return this.isBlank(address) ? 'about:blank' : address;
  }

  /** The address that a navigation sent to ELSEWHERE_PATH was meant for; null for any other address. */
  elsewhere(address: string): string | null {
    if (!this.isOwn(address)) return null;
    const { pathname, searchParams } = new URL(address);
    return pathname === ELSEWHERE_PATH ? searchParams.get('to') : null;
  }

  /** The custom scheme and host that a Host header stands for. */
  placeOf(hostHeader: string): { scheme: string; host: string } | null {
    const name = this.nameOf(hostHeader);
    const dot = name?.lastIndexOf('.') ?? -1;
    if (!name || dot < 0) return null;
    const scheme = name.slice(dot + 1);
    return this.schemes.has(scheme) ? { scheme, host: name.slice(0, dot) } : null;
  }

  /** Where a new window waits for its first page. */
  blankAddress(mark: string): string {
    return `http://${mark}${this.blankSuffix}/`;
  }

  isBlank(address: string): boolean {
    const host = /^http:\/\/([^/?#]+)/.exec(address)?.[1];
    return host !== undefined && this.isBlankHost(host);
  }

  isBlankHost(hostHeader: string): boolean {
    return hostHeader.endsWith(this.blankSuffix);
  }

  /** True for every origin that this application's own pages have. */
  isOwn(address: string): boolean {
    const host = /^http:\/\/([^/?#]+)/.exec(address)?.[1];
    return host !== undefined && (this.placeOf(host) !== null || this.isBlankHost(host));
  }

  /** What rewrites addresses inside the page: the schemes in use and the suffix of their hosts. */
  forPages(): { readonly schemes: readonly string[]; readonly suffix: string } {
    return { schemes: [...this.schemes], suffix: this.suffix };
  }

  private nameOf(hostHeader: string): string | null {
    const ending = `.${this.suffix}`;
    return hostHeader.endsWith(ending) ? hostHeader.slice(0, -ending.length) : null;
  }
}
