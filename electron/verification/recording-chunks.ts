import { createHash, type Hash } from 'node:crypto';
import type { Sha256Hex } from '../../core/hex.ts';
import type { JournalLine } from '../../core/recording/index.ts';
import type { Finding } from './report.ts';

/** What was found when a recording's file was read to its end beside its journal. */
export interface ComparedChunks {
  readonly findings: readonly Finding[];
  /** Of the whole file: the caller compares it with the ledger, so that the file is read once. */
  readonly sha256: Sha256Hex;
  readonly sizeBytes: number;
}

/** Takes the bytes of a recording's file as they are read. */
export interface ChunkComparison {
  update(bytes: Uint8Array): void;
  /** Once, after the last byte. */
  finish(): ComparedChunks;
}

/**
 * Compares a recording's file with every chunk its journal names, in one pass and constant memory: the hash of each
 * chunk, the running hash at its end, and the length. `lines` are those of a journal that `decodeJournal` accepted, so
 * the chunks follow each other from 0. Bytes that an `interrupted` line says were lost may be missing at the end.
 *
 * Codes: `RECORDING_CHUNK_MISMATCH` (a second's bytes are not those that were hashed when written),
 * `RECORDING_STREAM_MISMATCH` (all bytes so far are as named, the running hash is not), `RECORDING_LENGTH_MISMATCH`. What
 * follows from a damage that was named is not named again.
 */
export function startChunkComparison(lines: readonly JournalLine[], subject: string): ChunkComparison {
  const chunks = lines.filter((line) => line.kind === 'chunk').map(({ is }) => is);
  const findings: Finding[] = [];
  const stream = createHash('sha256');
  let ofChunk: Hash = createHash('sha256');
  let next = 0;
  let leftInChunk = chunks[0]?.sizeBytes ?? 0;
  let sizeBytes = 0;
  const endChunk = () => {
    const chunk = chunks[next];
    if (chunk === undefined) return;
    const place = `第 ${chunk.index + 1} 段（自 ${chunk.offset} 字节起 ${chunk.sizeBytes} 字节）`;
    if (ofChunk.digest('hex') !== chunk.sha256) {
      const detail = `录屏的${place}与录制时写下的哈希不符：录像被改过或已损坏，或者流水是后来编的。`;
      findings.push({ code: 'RECORDING_CHUNK_MISMATCH', subject, detail });
    } else if (findings.length === 0 && stream.copy().digest('hex') !== chunk.streamSha256) {
      const detail = `录屏流水在${place}记的累计哈希与录像不符：流水被改过。`;
      findings.push({ code: 'RECORDING_STREAM_MISMATCH', subject, detail });
    }
    ofChunk = createHash('sha256');
    next += 1;
    leftInChunk = chunks[next]?.sizeBytes ?? 0;
  };
  return {
    update(bytes) {
      sizeBytes += bytes.length;
      for (let at = 0; at < bytes.length; ) {
        // Past the last chunk everything is one piece that nobody named.
        const taken = next < chunks.length ? Math.min(leftInChunk, bytes.length - at) : bytes.length - at;
        const piece = bytes.subarray(at, at + taken);
        stream.update(piece);
        ofChunk.update(piece);
        at += taken;
        leftInChunk -= taken;
        if (leftInChunk === 0) endChunk();
      }
    },
    finish() {
      const expectedBytes = namedBytes(lines) - missingBytes(lines);
      if (sizeBytes !== expectedBytes) {
        const detail = `录屏流水记到 ${expectedBytes} 字节，录像有 ${sizeBytes} 字节：录像被截短或接长了。`;
        findings.push({ code: 'RECORDING_LENGTH_MISMATCH', subject, detail });
      }
      return { findings, sha256: stream.digest('hex'), sizeBytes };
    },
  };
}

/** {@link startChunkComparison} over a stream; throws what the stream throws. */
export async function compareChunks(
  lines: readonly JournalLine[],
  file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  subject: string,
): Promise<ComparedChunks> {
  const comparison = startChunkComparison(lines, subject);
  for await (const bytes of file) comparison.update(bytes);
  return comparison.finish();
}

function namedBytes(lines: readonly JournalLine[]): number {
  return lines.reduce((sum, line) => sum + (line.kind === 'chunk' ? line.is.sizeBytes : 0), 0);
}

function missingBytes(lines: readonly JournalLine[]): number {
  const last = lines.at(-1);
  return last?.kind === 'interrupted' ? last.is.missingBytes : 0;
}
