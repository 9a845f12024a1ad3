/**
 * SECURITY: P13 (checklist 7, a Content-Security-Policy) sent as a header, so that no byte of a page runs before it.
 * Styles may be inline because Ant Design writes style elements while it runs; scripts may not, and no string becomes one.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** SECURITY: P20, P21 evidence is only ever an image or bytes: opened as a page it can run, load and send nothing. */
const evidencePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

const common = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** Headers of a file of the bundle. */
export function bundleHeaders(mediaType: string): Record<string, string> {
  return {
    ...common,
    'content-type': mediaType,
    'content-security-policy': pagePolicy,
    'cache-control': 'no-cache',
  };
}

/** Media types that Chromium may show; the type is what intake found, never what a name says. */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** Whether evidence of this type is shown as a picture; everything else is handed out as bytes without a meaning. */
export function isShownAsPicture(mediaType: string): boolean {
  return shownTypes.has(mediaType);
}

/** Headers of evidence and frozen screens; `isKept` lets the window's memory keep them. */
export function evidenceHeaders(mediaType: string, isKept: boolean): Record<string, string> {
  return {
    ...common,
    'content-type': isShownAsPicture(mediaType) ? mediaType : 'application/octet-stream',
    'content-security-policy': evidencePolicy,
    // PRIVACY: P32 originals stay out of every cache.
    'cache-control': isKept ? 'private, max-age=86400, immutable' : 'no-store',
  };
}

/** Media types that players are given; the type is what reading the container found, never what a name says. */
const playableTypes = new Set([
  'video/mp4',
  'video/webm',
  'audio/mp4',
  'audio/webm',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/aac',
]);

/** Whether bytes of this type are ever given to a player. */
export function isPlayable(mediaType: string): boolean {
  return playableTypes.has(mediaType);
}

/** Headers of sound and video for a player, which may ask for any part. */
export function mediaHeaders(mediaType: string): Record<string, string> {
  return { ...evidenceHeaders('', false), 'content-type': mediaType, 'accept-ranges': 'bytes' };
}
