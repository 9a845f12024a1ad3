import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../core/result.ts';
import { parseTranscript, type Transcript, type TranscriptError } from '../../core/transcripts/index.ts';

export type TranscriptFileError =
  | TranscriptError
  | 'TRANSCRIPT_NOT_TEXT'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE';

/** A longer file cannot hold a transcript within its limits, in any of the encodings. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;
const MAX_NAME_CHARACTERS = 1000;

/**
 * Reads SubRip, WebVTT or plain text in UTF-8, in UTF-16 with a mark, or else in GB 18030 (which covers GBK). Nothing that
 * only decodes by chance is taken: `TRANSCRIPT_NOT_TEXT`. `TRANSCRIPT_TOO_LONG`, `TRANSCRIPT_EMPTY`, `FILE_NOT_FOUND`,
 * `FILE_UNREADABLE` (a folder or device, too).
 */
export async function readTranscriptFile(path: string): Promise<Result<Transcript, TranscriptFileError>> {
  const bytes = await readBounded(path);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (text === undefined) {
    return fail(
      'TRANSCRIPT_NOT_TEXT',
      '这不是文字文件。请选 SRT、VTT 或 TXT；Word 文档请先另存为纯文本。录音本身请用导入。',
    );
  }
  const parsed = parseTranscript(text);
  if (!parsed.ok) return parsed;
  const name = basename(path).toWellFormed().slice(0, MAX_NAME_CHARACTERS).toWellFormed();
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  return ok({ origin: parsed.value.format, file: { name, sha256 }, cues: [...parsed.value.cues] });
}

async function readBounded(
  path: string,
): Promise<Result<Uint8Array, 'FILE_NOT_FOUND' | 'FILE_UNREADABLE' | 'TRANSCRIPT_TOO_LONG'>> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return fail('FILE_UNREADABLE', '这不是普通文件。请选择 SRT、VTT 或 TXT 文件。');
      if (stats.size > MAX_FILE_BYTES) {
        return fail('TRANSCRIPT_TOO_LONG', '这个文件太大，不像文字稿。请选择 SRT、VTT 或 TXT 文件。');
      }
      const buffer = Buffer.alloc(stats.size);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return ok(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    return code === 'ENOENT' ||
      code === 'ENOTDIR' ||
      code === 'ENAMETOOLONG' ||
      code === 'ERR_INVALID_ARG_VALUE'
      ? fail('FILE_NOT_FOUND', '找不到这个文件。请核对路径后重试。')
      : fail('FILE_UNREADABLE', '读不了这个文件。请检查权限，或把它复制到别处再试。');
  }
}

/** Text of bytes in the first encoding that they are valid in; undefined when there is none, or it is no text. */
function decodeText(bytes: Uint8Array): string | undefined {
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return hasBinaryControls(text) ? undefined : text;
    } catch {
      // Not this encoding: the next one decides, and undefined says that none fits.
    }
  }
  return undefined;
}

function encodingsOf([first, second]: Uint8Array): readonly string[] {
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

function hasBinaryControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f\ufffd]/.test(text);
}
