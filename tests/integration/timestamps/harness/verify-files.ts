import { readFileSync } from 'node:fs';
import { verifyResponse } from '../../../../core/timestamps/index.ts';

// Verifies one stamp from files, and says by which clock: run under faketime.
// Arguments: digest, fingerprint of the root, request, response, chain.

const [digest = '', root = '', request = '', response = '', chain = ''] = process.argv.slice(2);
const result = await verifyResponse({
  requestBytes: new Uint8Array(readFileSync(request)),
  responseBytes: new Uint8Array(readFileSync(response)),
  chainPem: readFileSync(chain, 'utf8'),
  digest,
  trustedRoots: new Set([root]),
  subtle: crypto.subtle,
});
console.log(JSON.stringify({ clock: new Date().toISOString(), result }));
