import type { MediaDescription } from '../../core/contract/index.ts';
import { fakeId } from './fake-evidence.ts';

/** The sound and video files of the fake world; real ones of these lengths are made when pages are served. */
export const fakeMediaNames = [
  'recording',
  'streamed',
  'long',
  'phone-video',
  'call',
  'voice-mp3',
  'voice-wav',
  'unknown-format',
  'impossible',
  'clip',
] as const;
export type FakeMediaName = (typeof fakeMediaNames)[number];

/** What a fake file is described as. */
export interface FakeMediaFile {
  readonly name: FakeMediaName;
  readonly id: string;
  readonly mediaType: string;
  readonly fileName: string;
  readonly description: MediaDescription;
}

const HOUR_MS = 3_600_000;
const opus = { codec: 'opus', channelCount: 2, sampleRateHz: 48_000 };
const aac = { codec: 'mp4a.40.2', channelCount: 1, sampleRateHz: 44_100 };
const screen = { codec: 'vp09.00.10.08', widthPx: 1280, heightPx: 720, framesPerSecond: 15 };

function video(contentType: string, durationMs: number, more: Partial<MediaDescription>): MediaDescription {
  return {
    kind: 'video',
    contentType,
    durationMs,
    video: screen,
    sound: opus,
    playback: 'original',
    filmstripFrameCount: 12,
    problem: null,
    ...more,
  };
}

function audio(contentType: string, durationMs: number, codec: string): MediaDescription {
  return {
    ...video(contentType, durationMs, { kind: 'audio', filmstripFrameCount: 0 }),
    video: null,
    sound: { ...aac, codec },
  };
}

const descriptions: Readonly<Record<FakeMediaName, readonly [mediaType: string, MediaDescription]>> = {
  recording: ['video/webm', video('video/webm; codecs="vp09.00.10.08, opus"', 24_000, {})],
  streamed: [
    'video/webm',
    video('video/webm; codecs="vp8"', 6000, {
      playback: 'remux-needed',
      filmstripFrameCount: 0,
      sound: null,
      durationMs: null,
    }),
  ],
  long: [
    'video/webm',
    video('video/webm; codecs="vp8"', 3 * HOUR_MS, {
      sound: null,
      filmstripFrameCount: 24,
      video: { ...screen, codec: 'vp8', framesPerSecond: 1, widthPx: 160, heightPx: 90 },
    }),
  ],
  'phone-video': [
    'video/mp4',
    video('video/mp4; codecs="avc1.64001f, mp4a.40.2"', 10_000, {
      sound: aac,
      video: { codec: 'avc1.64001f', widthPx: 640, heightPx: 360, framesPerSecond: 30 },
    }),
  ],
  call: ['audio/mp4', audio('audio/mp4; codecs="mp4a.40.2"', 30_000, 'mp4a.40.2')],
  'voice-mp3': ['audio/mpeg', audio('audio/mpeg', 12_000, 'mp3')],
  'voice-wav': ['audio/wav', audio('audio/wav', 12_000, 'pcm-s16')],
  'unknown-format': [
    'video/x-msvideo',
    video('video/x-msvideo', 4000, { sound: null, filmstripFrameCount: 0, playback: 'original' }),
  ],
  impossible: [
    'video/x-ms-wmv',
    video('video/x-ms-wmv', 4000, {
      playback: 'impossible',
      filmstripFrameCount: 0,
      problem: { code: 'MEDIA_UNREADABLE', message: '文件结构有损坏，读不出画面。' },
    }),
  ],
  clip: ['video/webm', video('video/webm; codecs="vp09.00.10.08, opus"', 24_000, {})],
};

const fileNames: Readonly<Partial<Record<FakeMediaName, string>>> = {
  'phone-video': '手机录像 激活失败.mp4',
  call: '与星辰点卡客服通话.m4a',
  'voice-mp3': '微信语音.mp3',
  'voice-wav': '录音笔 003.wav',
  'unknown-format': '行车记录.avi',
  impossible: '旧录像.wmv',
};

/** Every fake file, the same each time. */
export const fakeMediaFiles: readonly FakeMediaFile[] = fakeMediaNames.map((name, index) => {
  const [mediaType, description] = descriptions[name];
  return { name, id: fakeId('i', 400_001 + index), mediaType, fileName: fileNames[name] ?? '', description };
});

/** The fake file of an item. */
export function fakeMediaFile(itemId: string): FakeMediaFile | undefined {
  return fakeMediaFiles.find(({ id }) => id === itemId);
}
