import { fail, type Result } from '../../../core/result.ts';
import type { ExchangeError } from './adapter.ts';

const messages: Readonly<Record<ExchangeError, string>> = {
  AUTHORITY_URL_INVALID: '机构的地址不对。要以 http:// 或 https:// 开头，不带用户名和密码。',
  AUTHORITY_UNREACHABLE: '连不上时间戳机构。请检查网络和地址；取证不受影响，连上后再盖章。',
  AUTHORITY_TIMEOUT: '时间戳机构太久没有回答完。稍后再试；总是这样就换一家机构。',
  AUTHORITY_HTTP_STATUS: '时间戳机构的服务器出错或不接受申请。请核对地址，稍后再试，或换一家机构。',
  AUTHORITY_ANSWER_TOO_LARGE: '机构的回答大得不正常，没有采用。请核对地址是不是时间戳服务。',
  AUTHORITY_WRONG_TYPE: '这个地址回答的不是时间戳，可能是登录页。请核对地址和网络，或换一家机构。',
  AUTHORITY_CANCELLED: '盖章已取消。需要时再盖一次。',
};

/** A failure with its message. */
export function exchangeFailure<Code extends ExchangeError>(
  code: Code,
  details?: Readonly<Record<string, string | number>>,
): Result<never, Code> {
  return fail(code, messages[code], details);
}
