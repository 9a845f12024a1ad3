// Chromium's own classes between a track and its frames, which the standard library does not declare.

interface TrackProcessor {
  readonly readable: ReadableStream<VideoFrame>;
}

interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

interface InsertableStreams {
  readonly MediaStreamTrackProcessor: new (options: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize: number;
  }) => TrackProcessor;
  readonly MediaStreamTrackGenerator: new (options: { readonly kind: 'video' }) => TrackGenerator;
}

/** A track whose frames are those of `track` after `change`; a frame it answers with undefined is left out. */
export function changeFrames(
  track: MediaStreamTrack,
  change: (frame: VideoFrame) => VideoFrame | undefined,
): MediaStreamTrack {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = globalThis as unknown as InsertableStreams;
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 2 });
  const changed = new MediaStreamTrackGenerator({ kind: 'video' });
  const changing = new TransformStream<VideoFrame, VideoFrame>({
    transform: (frame, controller) => {
      // Frames are few: one that is not closed stops the capture.
      try {
        const made = change(frame);
        if (made !== undefined) controller.enqueue(made);
      } finally {
        frame.close();
      }
    },
  });
  // Both ends report by their tracks: the source's `ended`, and a recorder without frames by its silence.
  readable
    .pipeThrough(changing)
    .pipeTo(changed.writable)
    .catch(() => changed.stop());
  return changed;
}
