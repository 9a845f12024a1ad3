import sharp from 'sharp';
import type { MediaOutcomes, MediaTask } from '../protocol.ts';
import type { ByteReader } from './block-reader.ts';
import { copyPackets } from './copy-packets.ts';
import { describeFootage } from './describe.ts';
import { openFootage } from './footage.ts';
import { frameAt } from './frame-at.ts';
import { loudnessOf } from './peaks.ts';
import { posterOf } from './poster.ts';
import { surveyFootage } from './survey.ts';

// SECURITY: P19 sharp only encodes here: no picture format is ever loaded from a file.
sharp.cache(false);
sharp.concurrency(1);

/** Does one task with the bytes of one object. Throws `Refusal`, and whatever the libraries throw at bytes they cannot read. */
export async function runTask(
  task: MediaTask,
  reader: ByteReader,
  onProgress: (done: number, total: number) => void,
): Promise<MediaOutcomes[MediaTask['operation']]> {
  const footage = await openFootage(reader);
  try {
    switch (task.operation) {
      case 'describe':
        return await describeFootage(footage);
      case 'frame':
        return await frameAt(footage, task.mediaMs);
      case 'survey':
        return await surveyFootage(footage, task.durationMs, onProgress);
      case 'poster':
        return await posterOf(footage, task.durationMs);
      case 'peaks':
        return await loudnessOf(footage, task.durationMs, onProgress);
      case 'copy':
        return await copyPackets(footage, task.path, task.stretch, onProgress);
    }
  } finally {
    footage.input.dispose();
  }
}
