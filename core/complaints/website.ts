import { fail, ok, type Result } from '../result.ts';

export type IcpError = 'ICP_INVALID';

/**
 * Reads an ICP filing number, `京ICP备12345678号-1`, as people copy it. Only its form is checked: that it is filed, and for
 * this site, is to be looked up. `ICP_INVALID` says what it is instead, where that can be told.
 */
export function checkIcp(text: string): Result<string, IcpError> {
  const number = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (/^[\u4e00-\u9fa5]ICP备\d{8,10}号(?:-\d+)?$/.test(number)) return ok(number);
  if (number.includes('公网安备')) {
    return fail('ICP_INVALID', '这是公安备案号。ICP 备案号写作“京ICP备12345678号-1”，一般也在页面最下方。');
  }
  if (/ICP证|B2-\d/.test(number)) {
    return fail('ICP_INVALID', '这是经营许可证号。ICP 备案号写作“京ICP备12345678号-1”，请再找一找。');
  }
  return fail('ICP_INVALID', 'ICP 备案号写作“京ICP备12345678号-1”，请照页面最下方的原样填写。');
}

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * The host that a typed or copied address leads to, in lower case, without port; null when there is none. What stands
 * before an `@` is not the host, whatever it looks like.
 */
export function hostOf(website: string): string | null {
  const plain = website.normalize('NFKC').trim().toLowerCase();
  const authority = plain.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').split(/[/?#\\]/)[0] ?? '';
  const host = (authority.split('@').at(-1) ?? '').replace(/:\d*$/, '').replace(/\.$/, '');
  const labels = host.split('.');
  const isHost = host.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label));
  return isHost ? host : null;
}
