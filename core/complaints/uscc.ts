import { fail, ok, type Result } from '../result.ts';

/** The 31 characters of GB 32100; I, O, S, V and Z are left out because they look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const LENGTH = 18;

export type UsccError = 'USCC_INVALID';

/**
 * Reads a 统一社会信用代码 as people copy it (spaces, hyphens, full width, lower case) and checks its last character
 * (GB 32100-2015, modulus 31). A right checksum does not mean that the company exists. `USCC_INVALID` says what is wrong.
 */
export function checkUscc(text: string): Result<string, UsccError> {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (code.length !== LENGTH) {
    return fail(
      'USCC_INVALID',
      `统一社会信用代码是 18 位，这里有 ${code.length} 位，请对照营业执照再看一遍。`,
    );
  }
  const strange = [...code].find((character) => !ALPHABET.includes(character));
  if (strange !== undefined) {
    return fail('USCC_INVALID', `统一社会信用代码里不会有“${strange}”，可能是把数字看成了字母。`);
  }
  if (!/^\d{6}$/.test(code.slice(2, 8))) {
    return fail('USCC_INVALID', '第 3 到 8 位应是登记机关的行政区划数字，请对照营业执照再看一遍。');
  }
  return checkCharacterOf(code) === code.at(-1)
    ? ok(code)
    : fail('USCC_INVALID', '校验位对不上，至少有一位抄错了；也可能是编造的，请到公示系统核对。');
}

function checkCharacterOf(code: string): string | undefined {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(code.charAt(index)),
    0,
  );
  return ALPHABET[(31 - (sum % 31)) % 31];
}
