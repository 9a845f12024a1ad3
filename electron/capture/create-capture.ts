import { invariant } from '../../core/assert.ts';
import type { Environment, Item } from '../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { ImportError, Locker, LockerError, SealRequest } from '../locker/index.ts';
import { type Clock, type InOrder, inOrder } from '../platform/index.ts';
import type { Capture, CaptureError, CaptureRequest, CaptureSurroundings } from './capture.ts';
import type { Grabber, Picture } from './grabber.ts';

import { nativeGrabber } from './native-grabber.ts';
import { refused } from './problems.ts';
import {
  cropShot,
  displayWithPointer,
  openScene,
  type Scene,
  type Shot,
  shoot,
  shootDisplay,
} from './shoot.ts';

export interface CaptureDeps {
  readonly locker: Pick<Locker, 'seal'>;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly surroundings: CaptureSurroundings;
  /** What reads the screen; `node-screenshots` unless a test brings its own. */
  readonly grabber?: (() => Grabber) | undefined;
}

interface Work extends CaptureDeps {
  /** Grabs run one by one, because each takes our windows off the screen and puts them back. */
  readonly grabbing: InOrder;
  /** Seals run in the order of the grabs, so that `seq` says which came first. */
  readonly sealing: InOrder;
  isChoosing: boolean;
}

/**
 * A {@link Capture} over a locker. Requests in quick succession are all sealed, in order; only while a region is being
 * chosen is another request answered `CAPTURE_IN_PROGRESS`. Nothing but grab, PNG and seal lies between key and ledger.
 */
export function createCapture(deps: CaptureDeps): Capture {
  const work: Work = { ...deps, grabbing: inOrder(), sealing: inOrder(), isChoosing: false };
  return { take: (request) => take(work, request) };
}

type Shots = Result<readonly Shot[], CaptureError>;

async function take(work: Work, request: CaptureRequest): Promise<Result<readonly Item[], CaptureError>> {
  if (work.isChoosing) return inProgress();
  await countDown(request.delaySeconds, work.surroundings);
  if (work.isChoosing) return inProgress();
  const { target } = request;
  const mustChoose = target.mode === 'region' && target.area === undefined;
  const shots = mustChoose ? await chooseThenCrop(work) : await grab(work, (scene) => shoot(scene, target));
  return shots.ok ? sealAll(work, request, shots.value) : shots;
}

function grab(work: Work, take: (scene: Scene) => Promise<Shots>): Promise<Shots> {
  return work.grabbing(async () => {
    const scene = openScene(work.grabber ?? nativeGrabber, work.clock, work.surroundings);
    if (!scene.ok) return scene;
    const putBack = await work.surroundings.clearOwnWindows();
    try {
      return await take(scene.value);
    } finally {
      putBack();
    }
  });
}

async function chooseThenCrop(work: Work): Promise<Shots> {
  const choose = work.surroundings.chooseRegion?.bind(work.surroundings);
  if (choose === undefined) {
    return fail('CAPTURE_REFUSED', '这里不能用鼠标选区域。请直接给出区域，例如 --area 0,0,800,600。');
  }
  work.isChoosing = true;
  try {
    const frozen = await grab(work, async (scene) =>
      ok([await shootDisplay(scene, displayWithPointer(scene))]),
    );
    if (!frozen.ok) return frozen;
    const [shot] = frozen.value;
    invariant(shot !== undefined, 'one display gives one shot');
    const png = await encode(shot.picture);
    if (!png.ok) return png;
    const { area, display } = shot.facts;
    const chosen = await choose({ png: png.value, area, scaleFactor: display.scaleFactor });
    if (chosen === undefined) return fail('CAPTURE_CANCELLED', '已取消，没有截图。');
    return ok([await cropShot(shot, chosen)]);
  } finally {
    work.isChoosing = false;
  }
}

async function sealAll(
  work: Work,
  request: CaptureRequest,
  shots: readonly Shot[],
): Promise<Result<readonly Item[], CaptureError>> {
  const encoded = shots.map((shot) => encode(shot.picture));
  return work.sealing(async () => {
    const items: Item[] = [];
    for (const [index, shot] of shots.entries()) {
      const png = await encoded[index];
      invariant(png !== undefined, 'there is a picture for each shot');
      if (!png.ok) return png;
      const sealed = await work.locker.seal(sealRequest(work, request, shot, png.value));
      if (!sealed.ok) return captureFailure(sealed.error, items.length);
      items.push(sealed.value);
    }
    return ok(items);
  });
}

async function encode(picture: Picture): Promise<Result<Uint8Array, 'CAPTURE_REFUSED'>> {
  try {
    return ok(await picture.png());
  } catch (error) {
    return refused(error);
  }
}

function sealRequest(work: Work, request: CaptureRequest, shot: Shot, bytes: Uint8Array): SealRequest {
  const { trigger, delaySeconds, orderId, assignedBy, kind } = request;
  return {
    content: { bytes },
    mediaType: 'image/png',
    image: { widthPx: shot.picture.widthPx, heightPx: shot.picture.heightPx },
    provenance: {
      source: 'capture',
      clock: shot.clock,
      environment: work.environment,
      capture: { ...shot.facts, trigger, delaySeconds },
    },
    ...(orderId === null ? {} : { assignment: { orderId, by: assignedBy } }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function captureFailure(
  error: { readonly code: ImportError; readonly message: string },
  sealedCount: number,
): Result<never, CaptureError> {
  invariant(!error.code.startsWith('FILE_'), 'bytes in memory are no file');
  const before = sealedCount === 0 ? '' : `已固定 ${sealedCount} 张，其余没有固定。`;
  return fail(error.code as LockerError, `${before}${error.message}`, { sealedCount });
}

function inProgress(): Result<never, CaptureError> {
  return fail('CAPTURE_IN_PROGRESS', '正在选择截图区域。请先选好区域，或按 Esc 取消，再截下一张。');
}

async function countDown(seconds: number, surroundings: CaptureSurroundings): Promise<void> {
  for (let left = seconds; left > 0; left -= 1) {
    surroundings.onCountdown?.(left);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  if (seconds > 0) surroundings.onCountdown?.(0);
}
