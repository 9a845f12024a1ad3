import { type Failure, fail } from '../../core/result.ts';
import type { BackupError } from './backup.ts';

/** What the place said no with: a system's code, or an HTTP status of a WebDAV server. */
function refusalOf(thrown: unknown): { readonly code?: string; readonly status?: number } | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { code, status, cause } = thrown as Error & { code?: unknown; status?: unknown };
  if (typeof status === 'number') return { status };
  if (typeof code === 'string') return { code };
  // fetch wraps what the socket said.
  return cause === undefined ? undefined : refusalOf(cause);
}

const unreachable = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refused = new Set(['EACCES', 'EPERM', 'EROFS']);

/** The failure that a thrown value stands for, with what to do; anything that is no refusal of the place is thrown on. */
export function backupFailure(thrown: unknown): {
  readonly ok: false;
  readonly error: Failure<BackupError>;
} {
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return fail('CANCELLED', '已取消。已经传过去的部分留着，下次接着传。');
  }
  const refusal = refusalOf(thrown);
  if (refusal === undefined) throw thrown;
  const { code = '', status = 0 } = refusal;
  const cause = code || `HTTP ${status}`;
  if (full.has(code) || status === 507 || status === 413) {
    return fail(
      'BACKUP_TARGET_FULL',
      `备份的地方空间不够（${cause}）。请清理出空间，或换一个地方后再备份。`,
      {
        cause,
      },
    );
  }
  if (refused.has(code) || status === 401 || status === 403) {
    const message = `备份的地方不让写入（${cause}）。请检查权限；是网盘就检查账号和应用密码。`;
    return fail('BACKUP_TARGET_REFUSED', message, { cause });
  }
  if (unreachable.has(code) || [408, 429, 502, 503, 504].includes(status)) {
    const message = `连不上备份的地方（${cause}）。已经传过去的部分留着，下次接着传。`;
    return fail('BACKUP_TARGET_UNREACHABLE', message, { cause });
  }
  const message = `备份时读写出错（${cause}）。请检查移动硬盘的连接或网盘地址后再试。`;
  return fail('BACKUP_TARGET_FAILED', message, { cause });
}
