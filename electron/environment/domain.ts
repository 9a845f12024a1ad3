import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { fail, ok, type Result } from '../../core/result.ts';

/**
 * A domain as it is looked up: lower case, IDNA names in punycode. `DOMAIN_INVALID` for addresses, URLs, ports, names without
 * a dot, and everything that is no host name (RFC 1123); the text goes to no shell, but into packets and papers.
 */
export function readDomain(text: string): Result<string, 'DOMAIN_INVALID'> {
  // domainToASCII is lenient with URL syntax: only what a name is made of is handed to it.
  const isName = /^[\p{L}\p{N}\p{M}.。-]{1,253}$/u.test(text) && text.isWellFormed();
  const ascii = isName ? domainToASCII(text).toLowerCase() : '';
  const labels = ascii.split('.');
  const areLabels = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  const isDomain =
    labels.length > 1 &&
    areLabels &&
    ascii.length <= 253 &&
    isIP(ascii) === 0 &&
    !/^\d+$/.test(labels.at(-1) ?? '');
  return isDomain
    ? ok(ascii)
    : fail('DOMAIN_INVALID', '网址不对。请只写域名，例如 www.example.com，不带 https:// 和后面的路径。');
}
