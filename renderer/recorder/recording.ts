import type { RecorderTask } from '../../core/contract/index.ts';
import { settle } from '../client.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { type End, endOf } from './end-cause.ts';
import type { ActiveTask, RecorderCalls, RecordTask } from './follow-tasks.ts';
import { createFrameCount, type FrameCount } from './frame-count.ts';
import { REPORT_EVERY_MS } from './listening.ts';
import { framesOf, type Picture, pictureOf, type Share, share } from './picture.ts';
import { mixSound, openMicrophone, type Sound, type SoundInput } from './sound.ts';

/** So that a player can jump, and a crash costs no more than the last seconds of picture. */
const KEY_FRAME_EVERY_MS = 2000;
const CHUNK_MS = 1000;
const SOUND_BITS_PER_SECOND = 128_000;
const FIRST_FRAME_PATIENCE_MS = 10_000;
const FIRST_FRAME_POLL_MS = 20;

/** Records what main lets this page share, until main says stop or the screen goes away. */
export function record(task: RecordTask, recorder: RecorderCalls): ActiveTask {
  const recording = new Recording(task, recorder);
  void recording.run();
  return recording;
}

/** Everything that is held while recording. */
interface Equipment {
  readonly shared: Share;
  readonly picture: Picture;
  readonly sound: Sound;
  readonly encoder: MediaRecorder;
  readonly frames: FrameCount;
  /** Resolves when the encoder has given its last bytes. */
  readonly stopped: Promise<void>;
}

class Recording implements ActiveTask {
  readonly taskId: string;
  readonly #task: RecordTask;
  readonly #recorder: RecorderCalls;
  readonly #delivery: Delivery;
  /** Screen and devices: nobody else stops them. */
  readonly #tracks: MediaStreamTrack[] = [];
  #phase: RecordTask['phase'];
  #equipment: Equipment | undefined;
  #timer: number | undefined;
  #isOver = false;

  constructor(task: RecordTask, recorder: RecorderCalls) {
    this.taskId = task.taskId;
    this.#task = task;
    this.#phase = task.phase;
    this.#recorder = recorder;
    this.#delivery = createDelivery(task.taskId, recorder, (code) =>
      this.#finish({ cause: 'failed', detail: code }),
    );
  }

  async run(): Promise<void> {
    try {
      const shared = await share(this.#task.framesPerSecond, this.#task.isSystemSoundOn);
      this.#hold(shared.picture, shared.systemSound);
      shared.picture.addEventListener(
        'ended',
        () => void this.#finish({ cause: 'source-ended', detail: '' }),
      );
      const inputs = await this.#openInputs(shared);
      if (inputs === undefined) return;
      const sound = await mixSound(inputs, ({ kind, track }) => this.#lost(kind, track));
      this.#equipment = this.#equip(shared, sound);
      if (this.#isOver) this.#letGo();
      else await this.#begin(this.#equipment, inputs);
    } catch (error) {
      await this.#finish(endOf(error, 'failed'));
    }
  }

  follow(task: RecorderTask): void {
    if (task.type !== 'record') return;
    this.#phase = task.phase;
    this.#obey();
  }

  drop(): void {
    this.#isOver = true;
    this.#letGo();
  }

  /** Everything that was asked for; undefined when a sound of it could not be had, which is told. */
  async #openInputs({ systemSound }: Share): Promise<SoundInput[] | undefined> {
    const inputs: SoundInput[] = [];
    try {
      if (systemSound !== undefined) inputs.push({ kind: 'system', track: systemSound });
      else if (this.#task.isSystemSoundOn)
        throw new DOMException('no sound came with the screen', 'NotFoundError');
      if (this.#task.microphoneId !== null) inputs.push(await openMicrophone(this.#task.microphoneId));
      this.#hold(...inputs.map(({ track }) => track));
      return inputs;
    } catch (error) {
      await this.#finish(endOf(error, 'sound-lost'));
      return undefined;
    }
  }

  /** Keeps in mind what has to be let go; at once where it comes too late. */
  #hold(...tracks: readonly (MediaStreamTrack | undefined)[]): void {
    this.#tracks.push(...tracks.filter((track) => track !== undefined));
    if (this.#isOver) this.#letGo();
  }

  #equip(shared: Share, sound: Sound): Equipment {
    const picture = pictureOf(shared.picture, this.#task.crop);
    const tracks = sound.track === undefined ? [picture.track] : [picture.track, sound.track];
    const options: MediaRecorderOptions & { readonly videoKeyFrameIntervalDuration: number } = {
      mimeType: `video/webm;codecs=${sound.track === undefined ? 'vp9' : 'vp9,opus'}`,
      videoBitsPerSecond: this.#task.bitsPerSecond,
      audioBitsPerSecond: SOUND_BITS_PER_SECOND,
      videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS,
    };
    const encoder = new MediaRecorder(new MediaStream(tracks), options);
    encoder.addEventListener('dataavailable', ({ data }) => this.#delivery.send(data));
    encoder.addEventListener('error', (event) => {
      const { error } = event as Event & { readonly error?: unknown };
      void this.#finish(endOf(error, 'failed'));
    });
    const stopped = new Promise<void>((resolve) =>
      encoder.addEventListener('stop', () => resolve(), { once: true }),
    );
    const frames = createFrameCount(() => framesOf(shared.picture));
    return { shared, picture, sound, encoder, frames, stopped };
  }

  async #begin(equipment: Equipment, inputs: readonly SoundInput[]): Promise<void> {
    const { encoder, frames, picture } = equipment;
    encoder.start(CHUNK_MS);
    frames.setRolling(true);
    const size = await firstSize(picture, () => this.#isOver);
    if (this.#isOver) return;
    const sound = inputs.map(({ kind, track }) => ({ kind, label: track.label }));
    await settle(
      this.#recorder.started({ taskId: this.taskId, ...size, mediaType: encoder.mimeType, sound }),
    );
    if (this.#isOver) return;
    this.#timer = window.setInterval(() => this.#report(equipment), REPORT_EVERY_MS);
    this.#obey();
  }

  #obey(): void {
    if (this.#equipment === undefined || this.#isOver) return;
    const { encoder, frames } = this.#equipment;
    if (encoder.state === 'inactive') return;
    if (this.#phase === 'stopping') void this.#finish({ cause: 'stopped', detail: '' });
    else if (this.#phase === 'paused') encoder.pause();
    else encoder.resume();
    frames.setRolling(this.#phase === 'rolling');
  }

  #report({ sound, frames, picture }: Equipment): void {
    const size = picture.size() ?? { widthPx: 0, heightPx: 0 };
    void settle(
      this.#recorder.report({
        taskId: this.taskId,
        levels: sound.levels(),
        frames: frames.counts(),
        ...size,
      }),
    );
  }

  #lost(kind: SoundInput['kind'], track: MediaStreamTrack): void {
    if (this.#isOver) return;
    const detail = `${kind} ${track.label}`.slice(0, 400);
    void settle(this.#recorder.noticed({ taskId: this.taskId, code: 'sound-lost', detail }));
  }

  /** Gives main the last bytes, then the cause. Once. */
  async #finish(end: End): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#equipment !== undefined) {
      const { encoder, stopped } = this.#equipment;
      if (encoder.state !== 'inactive') {
        encoder.stop();
        await stopped;
      }
      this.#report(this.#equipment);
      await this.#delivery.settled();
    }
    this.#letGo();
    await settle(this.#recorder.ended({ taskId: this.taskId, ...end }));
  }

  #letGo(): void {
    window.clearInterval(this.#timer);
    for (const track of this.#tracks) track.stop();
    if (this.#equipment === undefined) return;
    const { picture, sound, encoder } = this.#equipment;
    if (encoder.state !== 'inactive') encoder.stop();
    picture.track.stop();
    sound.close();
  }
}

/** The size of the picture once there is one. Rejects when no frame comes. */
async function firstSize(picture: Picture, isOver: () => boolean) {
  const until = performance.now() + FIRST_FRAME_PATIENCE_MS;
  for (;;) {
    const size = picture.size();
    if (size !== undefined) return size;
    if (isOver() || performance.now() > until)
      throw new DOMException('the screen gave no frame', 'TimeoutError');
    await new Promise((resolve) => setTimeout(resolve, FIRST_FRAME_POLL_MS));
  }
}
