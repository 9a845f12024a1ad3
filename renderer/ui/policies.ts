/**
 * Must be the first import of every page.
 *
 * SECURITY: libraries fill `<style>` elements through innerHTML, which `require-trusted-types-for 'script'` forbids
 * without a policy. This one lets text through but never markup: no string can become an element. It makes no script
 * and no script address, so those sinks stay shut.
 */
interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createHTML: (text: string) => string }): unknown;
}

const trustedTypes = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
trustedTypes?.createPolicy('default', { createHTML: (text) => text.replaceAll('<', '&lt;') });
