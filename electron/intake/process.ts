import { open } from 'node:fs/promises';
import { serveParent } from '../platform/index.ts';
import { endsOf, inspectBytes, isDecodable, makePrintable, makeThumbnail, Refusal } from './decode.ts';
import { EXIT_OUT_OF_MEMORY, type IntakeAnswer, type IntakeRequest, MAX_MEMORY_BYTES } from './protocol.ts';
import { END_BYTES } from './sniff.ts';

// The intake process: hostile bytes meet decoders here and nowhere else. It answers one request after the other, holds no
// locker, opens only the file that it is told to inspect, and may be killed at any moment.

const MEMORY_CHECK_MS = 100;

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_MEMORY_BYTES) process.exit(EXIT_OUT_OF_MEMORY);
}, MEMORY_CHECK_MS).unref();

serveParent((message, reply) => {
  answer(message as IntakeRequest).then(reply, (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    reply({ ok: false, code: error.code, reason: error.message } satisfies IntakeAnswer);
  });
});

async function answer(request: IntakeRequest): Promise<IntakeAnswer> {
  switch (request.operation) {
    case 'inspect':
      return { ok: true, inspection: await inspectBytes(endsOf(request.bytes), request.bytes) };
    case 'inspectFile':
      return { ok: true, inspection: await inspectFile(request.path) };
    case 'thumbnail':
      return { ok: true, picture: await makeThumbnail(request.bytes, request.maxEdgePx) };
    case 'printable':
      return { ok: true, picture: await makePrintable(request.bytes, request.maxEdgePx) };
  }
}

async function inspectFile(path: string) {
  const file = await openFile(path);
  try {
    const { size: sizeBytes } = await file.stat();
    const at = async (position: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    const length = Math.min(sizeBytes, END_BYTES);
    const ends = { head: await at(0, length), tail: await at(sizeBytes - length, length), sizeBytes };
    const whole = isDecodable(ends) ? await at(0, sizeBytes) : undefined;
    return await inspectBytes(ends, whole);
  } finally {
    await file.close();
  }
}

async function openFile(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new Refusal('INTAKE_DAMAGED', `cannot be opened: ${String(error)}`);
  }
}
