import type { createBridgeEnd } from './bridge-end.ts';

export interface MainWorldSettings {
  readonly bridgeName: string;
  readonly schemes: readonly string[];
  readonly suffix: string;
  /** Where a navigation that Chromium would not report is reported. */
  readonly elsewherePath: string;
}

/**
 * Runs in the page's own world before any script of the page. Puts there what the preload script exposes, and makes
 * addresses with the application's schemes work. Sent as text, so it uses nothing from outside itself.
 */
export function prepareMainWorld(settings: MainWorldSettings, makeBridgeEnd: typeof createBridgeEnd): void {
  const receiveExposures = () => {
    const bridge = makeBridgeEnd(settings.bridgeName, 'page');
    const freeze = (value: unknown): unknown => {
      if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
        Object.values(value).forEach(freeze);
        Object.freeze(value);
      }
      return value;
    };
    bridge.hear('expose', (detail) => {
      const { key, api } = detail as { key: string; api: unknown };
      const value = freeze(bridge.unwrap(api));
      Object.defineProperty(window, key, { value, enumerable: true, configurable: false, writable: false });
    });
  };

  const toLoopback = (address: string): string => {
    const match = /^([a-z][a-z0-9-]*):\/\/([^/?#]*)(.*)$/is.exec(address);
    const [, scheme = '', host = '', rest = ''] = match ?? [];
    if (!settings.schemes.includes(scheme.toLowerCase())) return address;
    return `http://${host.toLowerCase()}.${scheme.toLowerCase()}.${settings.suffix}${rest.startsWith('/') ? '' : '/'}${rest}`;
  };

  /** Anything but text that needs mapping passes untouched: a page may insist on trusted types. */
  const mapValue = (value: unknown): unknown => {
    const text = typeof value === 'string' || value instanceof URL ? String(value) : null;
    return text === null || toLoopback(text) === text ? value : toLoopback(text);
  };

  const mapProperty = (prototype: object, property: string) => {
    const original = Object.getOwnPropertyDescriptor(prototype, property);
    if (!original?.set) return;
    const set = original.set;
    Object.defineProperty(prototype, property, {
      ...original,
      set(value: unknown) {
        set.call(this, mapValue(value));
      },
    });
  };

  const mapAddresses = () => {
    const addressed: [{ prototype: object }, string][] = [
      [HTMLImageElement, 'src'],
      [HTMLMediaElement, 'src'],
      [HTMLSourceElement, 'src'],
      [HTMLIFrameElement, 'src'],
      [HTMLEmbedElement, 'src'],
      [HTMLScriptElement, 'src'],
      [HTMLObjectElement, 'data'],
      [HTMLAnchorElement, 'href'],
      [HTMLLinkElement, 'href'],
    ];
    for (const [type, property] of addressed) mapProperty(type.prototype, property);
    const names = new Set(['src', 'href', 'data', 'poster']);
    const setAttribute = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (...[name, value]: [string, string]) {
      Reflect.apply(setAttribute, this, [
        name,
        names.has(String(name).toLowerCase()) ? mapValue(value) : value,
      ]);
    };
    const originalFetch = window.fetch;
    window.fetch = (input, init) => originalFetch(mapValue(input) as typeof input, init);
    const open = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
      Reflect.apply(open, this, [args[0], mapValue(args[1]), ...args.slice(2)]);
    };
  };

  /** Navigations to schemes that no server answers for: our own are mapped, the others told and gone no further. */
  const reportNavigations = () => {
    navigation.addEventListener('navigate', (event) => {
      const { url, sameDocument } = event.destination;
      if (sameDocument || !event.cancelable || /^https?:/i.test(url)) return;
      event.preventDefault();
      const mapped = toLoopback(url);
      location.href = mapped === url ? `${settings.elsewherePath}?to=${encodeURIComponent(url)}` : mapped;
    });
  };

  // A frame inside the page gets no bridge, as in Electron without nodeIntegrationInSubFrames.
  if (window.top === window) receiveExposures();
  mapAddresses();
  reportNavigations();
}
