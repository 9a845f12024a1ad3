// Chromium's own classes between a track and its frames, which the standard library does not declare.

/** Sound and picture as they pass through. */
type Frame = VideoFrame | AudioData;

interface TrackProcessor<Kind extends Frame> {
  readonly readable: ReadableStream<Kind>;
}

interface TrackGenerator<Kind extends Frame> extends MediaStreamTrack {
  readonly writable: WritableStream<Kind>;
}

interface InsertableStreams<Kind extends Frame> {
  readonly MediaStreamTrackProcessor: new (options: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize: number;
  }) => TrackProcessor<Kind>;
  readonly MediaStreamTrackGenerator: new (options: {
    readonly kind: 'video' | 'audio';
  }) => TrackGenerator<Kind>;
}

/** Everything a track gives, at most `maxBufferSize` frames late: older ones are lost. */
export function readTrack<Kind extends Frame>(
  track: MediaStreamTrack,
  maxBufferSize: number,
): ReadableStream<Kind> {
  const { MediaStreamTrackProcessor } = globalThis as unknown as InsertableStreams<Kind>;
  return new MediaStreamTrackProcessor({ track, maxBufferSize }).readable;
}

/** A track that gives what is written into it. */
export function writableTrack<Kind extends Frame>(kind: 'video' | 'audio'): TrackGenerator<Kind> {
  const { MediaStreamTrackGenerator } = globalThis as unknown as InsertableStreams<Kind>;
  return new MediaStreamTrackGenerator({ kind });
}
