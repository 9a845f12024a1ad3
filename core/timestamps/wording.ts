import type { TokenError } from './token-facts.ts';

/** What happened and what to do, for whoever asked an authority or checks what it gave. */
export const timestampErrorMessages: Readonly<Record<TokenError, string>> = {
  TIMESTAMP_MALFORMED: '时间戳文件格式不对。请使用机构返回的原文件；刚申请的请稍后再试，或换一家机构。',
  TIMESTAMP_REFUSED: '时间戳机构拒绝了申请。请问这家机构是否需要开通，或换一家机构。',
  TIMESTAMP_IMPRINT_MISMATCH: '时间戳盖的不是这份内容。请核对文件有没有拿错；刚申请的请换一家机构。',
  TIMESTAMP_NONCE_MISMATCH: '时间戳回答的不是这次申请，可能是重放。请换一个网络，或换一家机构。',
  TIMESTAMP_POLICY_MISMATCH: '机构没有按申请的规则签发时间戳。请换一家机构。',
  TIMESTAMP_SIGNATURE_INVALID: '时间戳的签名对不上，不能采信。请换一个网络重新申请，或换一家机构。',
  TIMESTAMP_CERTIFICATE_PURPOSE: '签发时间戳的证书不是时间戳专用证书。请换一家机构。',
  TIMESTAMP_CERTIFICATE_EXPIRED: '签发时间戳时，机构的证书不在有效期内。请换一家机构。',
  TIMESTAMP_CHAIN_INVALID: '时间戳的证书链接不上，缺了证书或顺序不对。请换一家机构。',
  TIMESTAMP_ROOT_UNKNOWN: '不认识签发时间戳的根证书。确认可信后，把这家机构的根证书加进来再试。',
};
