import { fail, type Result } from '../../core/result.ts';
import type { MediaError } from './media.ts';

const messages: Readonly<Record<MediaError | 'CANCELLED', string>> = {
  MEDIA_NOT_MEDIA: '这件证据里没有要找的画面或声音。请选一段录像或录音。',
  MEDIA_UNREADABLE:
    '这个文件在这里解不开：可能不完整，或编码少见。原件已固定、没有改动，可以导出后用别的播放器打开。',
  MEDIA_TIME_OUTSIDE: '这个时间超出了录像的长度。请选片中的时间。',
  OBJECT_MISSING: '这件证据的原件文件不见了。请运行校验，并从备份里找回。',
  OBJECT_DAMAGED: '这件证据的原件与固定时的哈希不一致，已被改动或损坏。请运行校验，并从备份里找回。',
  DISK_FULL: '磁盘满了，没有做成。原件不受影响；请腾出空间后再试。',
  DISK_FAILED: '磁盘读写出错，没有做成。请检查磁盘或移动硬盘的连接后再试。',
  CANCELLED: '已取消。原件不受影响。',
};

/** A failure with what to do about it; `reason` is for whoever looks for the cause. */
export function refuse<Code extends MediaError | 'CANCELLED'>(
  code: Code,
  reason?: string,
): Result<never, Code> {
  return fail(code, messages[code], reason === undefined ? undefined : { reason });
}

/** Formats that are known for what they are, and that no player here opens. */
const unsupported: Readonly<Record<string, string>> = {
  'audio/amr': 'AMR',
  'audio/amr-wb': 'AMR-WB',
  'audio/aiff': 'AIFF',
  'audio/x-ms-wma': 'WMA',
  'video/x-msvideo': 'AVI',
  'video/x-ms-wmv': 'WMV',
  'video/x-ms-asf': 'ASF/WMV',
  'video/x-flv': 'FLV',
  'video/mpeg': 'MPEG',
  'application/vnd.rn-realmedia': 'RealMedia',
};

/** Why a file of this type is not played, for a description: what it is, and that its evidence stands. */
export function playbackProblem(mediaType: string): { readonly code: string; readonly message: string } {
  const name = unsupported[mediaType];
  return name === undefined
    ? { code: 'MEDIA_UNREADABLE', message: messages.MEDIA_UNREADABLE }
    : {
        code: 'MEDIA_UNSUPPORTED',
        message: `这台电脑的播放器不能播放 ${name}。原件已固定、没有改动，可以导出后用别的播放器打开。`,
      };
}
