import {
  type RecordingRequest,
  type RecordingSources,
  wholeScreenRequest,
} from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import { type FramesPerSecond, framesPerSecondChoices, mediaTime } from '../../../core/recording/index.ts';
import { fail, ok, type Result } from '../../../core/result.ts';
import type { Locker } from '../../locker/index.ts';
import { endedSentence, type Recorder, type RecordingEnd } from '../../recording/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { done, failed, type Outcome } from '../output.ts';
import { type CommandContext, findOrder, kindOption, textOption, withLocker } from './command-context.ts';
import { describeItem } from './items.ts';

const MAX_SECONDS = 24 * 60 * 60;

interface Wish {
  /** Null: until Ctrl-C. */
  readonly seconds: number | null;
  readonly framesPerSecond: FramesPerSecond;
  /** A number from 1, an id or a name; undefined for the display with the pointer. */
  readonly display: string | undefined;
  /** A device's id or a part of its name; undefined for none. */
  readonly audio: string | undefined;
}

/**
 * `record --seconds S | --until-stopped`: Ctrl-C ends the recording and seals it, like the end of the time. Each line
 * that is typed meanwhile is a mark with that label.
 */
export async function record(context: CommandContext): Promise<Outcome> {
  const wish = readWish(context);
  if (!wish.ok) return failed(wish.error);
  const kind = kindOption(context);
  if (!kind.ok) return failed(kind.error);
  return withLocker(context, true, async (locker) => {
    const reference = textOption(context, 'order');
    const order = reference === undefined ? undefined : await findOrder(locker, reference);
    if (order !== undefined && !order.ok) return failed(order.error);
    const ended = Promise.withResolvers<RecordingEnd>();
    const recorder = await context.recorder(locker, ended.resolve);
    try {
      const request = await requestOf(recorder, wish.value);
      if (!request.ok) return failed(request.error);
      const started = await recorder.start(request.value, {
        trigger: 'command-line',
        orderId: order?.value.id ?? null,
        assignedBy: 'user',
        kind: kind.value,
      });
      if (!started.ok) return failed(started.error);
      return outcomeOf(await untilEnd(context, recorder, wish.value, ended.promise));
    } finally {
      await recorder.close();
    }
  });
}

/** `record marks ITEM`: marks, gaps and notices of a recording. */
export async function recordMarks(context: CommandContext): Promise<Outcome> {
  const [itemId = ''] = context.commandLine.operands;
  return withLocker(context, false, async (locker) => {
    const recorded = await recordingOf(locker, itemId);
    if (!recorded.ok) return failed(recorded.error);
    const { marks, gaps, notices } = recorded.value;
    const lines = [
      ...marks.map(({ mediaMs, utc, label }) => `${mediaTime(mediaMs)}  ${utc}  标记  ${label}`),
      ...gaps.map(
        ({ mediaMs, fromUtc, toUtc }) => `${mediaTime(mediaMs)}  ${fromUtc}  暂停  至 ${toUtc ?? '结束'}`,
      ),
      ...notices.map(({ mediaMs, utc, code, detail }) => `${mediaTime(mediaMs)}  ${utc}  ${code}  ${detail}`),
    ];
    return done({ marks, gaps, notices }, lines.sort().join('\n'));
  });
}

function readWish(context: CommandContext): Result<Wish, 'USAGE'> {
  const { options } = context.commandLine;
  const secondsText = textOption(context, 'seconds');
  const isUntilStopped = options['until-stopped'] === true;
  if ((secondsText === undefined) !== isUntilStopped) {
    return fail('USAGE', 'record 要写 --seconds 秒数，或 --until-stopped（按 Ctrl-C 停止并固定），二选一。');
  }
  const seconds = secondsText === undefined ? null : Number(secondsText);
  if (seconds !== null && !(seconds > 0 && seconds <= MAX_SECONDS)) {
    return fail('USAGE', `--seconds 要写大于 0、不超过 ${MAX_SECONDS} 的秒数。`);
  }
  const framesPerSecond = Number(textOption(context, 'fps') ?? 15);
  if (!isChoice(framesPerSecond)) return fail('USAGE', '--fps 只能是 5、10、15 或 30。');
  const audio = textOption(context, 'audio') ?? 'none';
  return ok({
    seconds,
    framesPerSecond,
    display: textOption(context, 'display'),
    audio: audio === 'none' ? undefined : audio,
  });
}

function isChoice(framesPerSecond: number): framesPerSecond is FramesPerSecond {
  return (framesPerSecondChoices as readonly number[]).includes(framesPerSecond);
}

async function requestOf(recorder: Recorder, wish: Wish): Promise<Result<RecordingRequest, string>> {
  const base = wholeScreenRequest({
    framesPerSecond: wish.framesPerSecond,
    microphoneId: null,
    isSystemSoundOn: false,
  });
  if (wish.display === undefined && wish.audio === undefined) return ok(base);
  const sources = await recorder.sources();
  if (!sources.ok) return sources;
  const display = displayOf(sources.value, wish.display);
  if (!display.ok) return display;
  if (wish.audio === 'system') {
    return sources.value.canRecordSystemSound
      ? ok({ ...base, displayId: display.value, isSystemSoundOn: true })
      : fail('RECORDING_NO_SOUND', '这个系统不提供“系统声音”，没有开始。请改用麦克风，或 --audio none。');
  }
  const microphone = microphoneOf(sources.value, wish.audio);
  return microphone.ok
    ? ok({ ...base, displayId: display.value, microphoneId: microphone.value })
    : microphone;
}

function displayOf(
  { displays }: RecordingSources,
  wanted: string | undefined,
): Result<string | null, 'USAGE'> {
  if (wanted === undefined) return ok(null);
  const found = displays.find(
    ({ id, name }, index) => wanted === String(index + 1) || wanted === id || wanted === name,
  );
  if (found?.isRecordable === true) return ok(found.id);
  const names = displays.map(
    ({ name, isRecordable }, index) => `${index + 1} ${name}${isRecordable ? '' : '（录不了）'}`,
  );
  return fail('USAGE', `--display 可以写：${names.join('、')}。`);
}

function microphoneOf(
  { microphones }: RecordingSources,
  wanted: string | undefined,
): Result<string | null, 'RECORDING_NO_SOUND'> {
  if (wanted === undefined) return ok(null);
  const found =
    microphones.find(({ id, label }) => wanted === id || wanted === label) ??
    microphones.find(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()));
  if (found !== undefined) return ok(found.id);
  const names = microphones.map(({ label }) => label);
  const known = names.length === 0 ? '没有找到任何录音设备' : `可以写：${names.join('、')}`;
  return fail('RECORDING_NO_SOUND', `没有叫“${wanted}”的录音设备，没有开始。${known}；不录声音写 none。`);
}

async function untilEnd(
  context: CommandContext,
  recorder: Recorder,
  wish: Wish,
  ended: Promise<RecordingEnd>,
): Promise<RecordingEnd> {
  const stop = (ending: 'user' | 'duration-reached') => void recorder.stop(ending);
  const timer =
    wish.seconds === null ? undefined : setTimeout(() => stop('duration-reached'), wish.seconds * 1000);
  const interrupt = () => stop('user');
  const forgetMarks = context.onTypedLine((label) => void recorder.mark(label));
  const ticker = setInterval(() => showProgress(context, recorder, wish), 1000);
  if (context.signal.aborted) interrupt();
  context.signal.addEventListener('abort', interrupt);
  const end = await ended;
  clearTimeout(timer);
  clearInterval(ticker);
  forgetMarks();
  return end;
}

function showProgress(context: CommandContext, recorder: Recorder, { seconds }: Wish): void {
  const { mediaMs, sizeBytes } = recorder.state();
  const sizeMib = (sizeBytes / 1024 / 1024).toFixed(1);
  context.progress(
    `正在录屏（Ctrl-C 停止并固定）${sizeMib} MiB，秒`,
    Math.round(mediaMs / 1000),
    seconds ?? 0,
  );
}

function outcomeOf({ ending, sealed }: RecordingEnd): Outcome {
  if (!sealed.ok) return failed(sealed.error);
  const item = sealed.value;
  const said = done({ item, ending }, `${describeItem(item)}\n${endedSentence(ending)}`);
  const isWished = ending === 'user' || ending === 'duration-reached';
  return isWished ? said : { ...said, exitCode: exitCodes.environment };
}

async function recordingOf(locker: Locker, itemId: string) {
  const found: { readonly item: Item } | undefined = await locker.getItem(itemId);
  if (found === undefined) return fail('ITEM_UNKNOWN', '没有这件证据。用 list 查看已有的证据。');
  const { provenance } = found.item;
  return provenance.source === 'recording'
    ? ok(provenance.recording)
    : fail('MEDIA_NOT_MEDIA', '这件证据不是留痕录的屏，没有标记。');
}
