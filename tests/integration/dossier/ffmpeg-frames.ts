import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../../core/assert.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { chooseKeyFrames } from '../../../core/recording/index.ts';
import { fail, ok } from '../../../core/result.ts';
import type { ExporterParts } from '../../../electron/dossier/index.ts';
import { newFolder, run } from './export-sample.ts';

type FrameSource = NonNullable<ExporterParts['media']>;

interface Probe {
  readonly streams: readonly {
    readonly codec_type: string;
    readonly codec_name: string;
    readonly width?: number;
    readonly height?: number;
    readonly r_frame_rate: string;
    readonly channels?: number;
    readonly sample_rate?: string;
  }[];
  readonly format: { readonly duration?: string };
}

const FRAME_MS = 200;

/** Frames decoded by another program, for files of five frames a second; what it cannot read is `MEDIA_UNREADABLE`. */
export function ffmpegFrames(contents: Iterable<Uint8Array>): FrameSource {
  const folder = newFolder();
  const paths = new Map<string, string>();
  for (const content of contents) {
    const sha256 = createHash('sha256').update(content).digest('hex');
    paths.set(sha256, join(folder, sha256));
    writeFileSync(join(folder, sha256), content);
  }
  const unreadable = () => fail('MEDIA_UNREADABLE', '无法解码。');
  const probe = ({ sha256 }: Item): Probe | undefined => {
    const path = paths.get(sha256);
    invariant(path !== undefined, 'the sample knows its files');
    try {
      const found = run('ffprobe', '-v', 'quiet', '-show_format', '-show_streams', '-of', 'json', path);
      return JSON.parse(found) as Probe;
    } catch {
      // Not a file that it reads: the caller says so.
      return undefined;
    }
  };
  const durationOf = (probed: Probe) => Math.round(Number(probed.format.duration ?? 0) * 1000);
  return {
    describe: async (item) => {
      const probed = probe(item);
      return probed === undefined ? unreadable() : ok(describe(probed, durationOf(probed)));
    },
    keyFrames: async (item) => {
      const probed = probe(item);
      if (probed === undefined) return unreadable();
      const { provenance } = item;
      const marks = provenance.source === 'recording' ? provenance.recording.marks : [];
      const candidates = [9000, 11_000].map((mediaMs) => ({ mediaMs, change: 0.3 }));
      return ok(chooseKeyFrames({ durationMs: durationOf(probed), marks, candidates }));
    },
    frameAt: async (item, mediaMs) => {
      const probed = probe(item);
      if (probed === undefined) return unreadable();
      const last = Math.floor((durationOf(probed) - FRAME_MS) / FRAME_MS) * FRAME_MS;
      const at = Math.min(Math.floor(mediaMs / FRAME_MS) * FRAME_MS, last);
      const png = frame(paths.get(item.sha256) ?? '', at);
      const video = probed.streams.find(({ codec_type }) => codec_type === 'video');
      if (png.length === 0) return unreadable();
      return ok({ png, widthPx: video?.width ?? 0, heightPx: video?.height ?? 0, mediaMs: at });
    },
  };
}

function describe({ streams }: Probe, durationMs: number) {
  const video = streams.find(({ codec_type }) => codec_type === 'video');
  const sound = streams.find(({ codec_type }) => codec_type === 'audio');
  const [frames = 0, seconds = 1] = (video?.r_frame_rate ?? '').split('/').map(Number);
  return {
    kind: video === undefined ? ('audio' as const) : ('video' as const),
    contentType: '',
    durationMs,
    video:
      video === undefined
        ? null
        : {
            codec: video.codec_name,
            widthPx: video.width ?? 0,
            heightPx: video.height ?? 0,
            framesPerSecond: frames / seconds,
          },
    sound:
      sound === undefined
        ? null
        : {
            codec: sound.codec_name,
            channelCount: sound.channels ?? 0,
            sampleRateHz: Number(sound.sample_rate),
          },
    playback: 'original' as const,
    filmstripFrameCount: 0,
    problem: null,
  };
}

function frame(path: string, atMs: number): Uint8Array {
  const seek = ['-ss', String(atMs / 1000), '-i', path, '-frames:v', '1'];
  const out = ['-f', 'image2pipe', '-c:v', 'png', '-pix_fmt', 'rgb24', '-bitexact', '-'];
  return execFileSync('ffmpeg', ['-v', 'quiet', ...seek, ...out], { maxBuffer: 64 * 1024 * 1024 });
}
