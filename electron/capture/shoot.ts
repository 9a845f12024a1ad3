import { invariant } from '../../core/assert.ts';
import type { CaptureFacts, ClockFacts, Rectangle } from '../../core/evidence/index.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Clock } from '../platform/index.ts';
import type { CaptureError, CaptureSurroundings, CaptureTarget } from './capture.ts';
import { contains, intersection, largestOverlap, relativeTo } from './geometry.ts';
import type { Display, Grabber, OnScreenWindow, Picture } from './grabber.ts';
import { noDisplay, refused } from './problems.ts';

/** A picture with what is known of it; trigger and delay are the request's. */
export interface Shot {
  readonly picture: Picture;
  readonly clock: ClockFacts;
  readonly facts: Omit<CaptureFacts, 'trigger' | 'delaySeconds'>;
}

/** The screen at this moment, and what is needed to read it. */
export interface Scene {
  readonly grabber: Grabber;
  readonly clock: Clock;
  readonly surroundings: CaptureSurroundings;
  readonly displays: readonly Display[];
}

/** Looks at the screen; `CAPTURE_NO_DISPLAY` when there is none. */
export function openScene(
  grabber: () => Grabber,
  clock: Clock,
  surroundings: CaptureSurroundings,
): Result<Scene, 'CAPTURE_NO_DISPLAY'> {
  try {
    const loaded = grabber();
    const displays = loaded.displays();
    return displays.length === 0 ? noDisplay() : ok({ grabber: loaded, clock, surroundings, displays });
  } catch (error) {
    return noDisplay(error);
  }
}

/** Takes what the target says; a region without an area is chosen elsewhere. The pixels are read before it resolves. */
export async function shoot(
  scene: Scene,
  target: CaptureTarget,
): Promise<Result<readonly Shot[], CaptureError>> {
  try {
    switch (target.mode) {
      case 'screen': {
        const displays = target.displays === 'all-displays' ? scene.displays : [displayWithPointer(scene)];
        return ok(await Promise.all(displays.map((display) => shootDisplay(scene, display))));
      }
      case 'window':
        return await shootWindow(scene);
      case 'region':
        invariant(target.area !== undefined, 'a region without an area is chosen before it is shot');
        return await shootArea(scene, target.area);
    }
  } catch (error) {
    return refused(error);
  }
}

/** The display the pointer is on, else the primary one, else the first. */
export function displayWithPointer(scene: Scene): Display {
  const pointer = scene.surroundings.pointer();
  const found =
    (pointer && scene.displays.find((display) => contains(display.area, pointer))) ??
    scene.displays.find((display) => display.isPrimary) ??
    scene.displays[0];
  invariant(found !== undefined, 'a scene has a display');
  return found;
}

/** A whole display. The window in focus is looked up while the pixels are read. */
export async function shootDisplay(scene: Scene, display: Display): Promise<Shot> {
  const clock = scene.clock.facts();
  const reading = display.grab();
  const window = windowFacts(foreignWindows(scene).find((each) => each.isFocused));
  const picture = await reading;
  const area = { ...display.area, width: picture.widthPx, height: picture.heightPx };
  return { picture, clock, facts: { mode: 'screen', area, ...shared(scene, display), ...window } };
}

/** Cuts `area` (pixels of the virtual desktop) out of a shot of the display that shows it. */
export async function cropShot(shot: Shot, area: Rectangle): Promise<Shot> {
  const within = intersection(shot.facts.area, area);
  invariant(within !== undefined, 'the area was chosen on this picture');
  const picture = await shot.picture.crop(relativeTo(shot.facts.area, within));
  return { ...shot, picture, facts: { ...shot.facts, mode: 'region', area: within } };
}

async function shootArea(scene: Scene, area: Rectangle): Promise<Result<readonly Shot[], CaptureError>> {
  const display = largestOverlap(scene.displays, area);
  if (display === undefined) {
    return fail('CAPTURE_REFUSED', '所选区域不在任何屏幕上，没有截图。请重新选择区域。');
  }
  return ok([await cropShot(await shootDisplay(scene, display), area)]);
}

async function shootWindow(scene: Scene): Promise<Result<readonly Shot[], CaptureError>> {
  const pointer = scene.surroundings.pointer();
  const windows = foreignWindows(scene);
  const window =
    windows.find((each) => each.isFocused) ??
    (pointer && windows.find((each) => contains(each.area, pointer)));
  const display = window && largestOverlap(scene.displays, window.area);
  if (window === undefined || display === undefined) {
    return fail('CAPTURE_NO_WINDOW', '没有找到要截的窗口。请先点一下要截的窗口，或改用截全屏。');
  }
  const clock = scene.clock.facts();
  const { picture, area } = await grabWindow(window, display);
  const facts = { mode: 'window' as const, area, ...shared(scene, display), ...windowFacts(window) };
  return ok([{ picture, clock, facts }]);
}

async function grabWindow(
  window: OnScreenWindow,
  display: Display,
): Promise<{ readonly picture: Picture; readonly area: Rectangle }> {
  try {
    const picture = await window.grab();
    return { picture, area: { ...window.area, width: picture.widthPx, height: picture.heightPx } };
  } catch {
    // X11 refuses to read a window that reaches beyond the screen: take the part of the screen that shows it.
    const area = intersection(window.area, display.area);
    invariant(area !== undefined, 'the display was chosen because it shows the window');
    const picture = await (await display.grab()).crop(relativeTo(display.area, area));
    return { picture, area };
  }
}

/** Windows of the desktop itself, which a person would not call windows. */
const desktopApplications =
  /^(xfdesktop|xfce4-panel|plasmashell|gnome-shell|nautilus-desktop|nemo-desktop|pcmanfm-desktop|caja|mate-panel|tint2|polybar|conky|Dock|Window Server|Program Manager)$/i;

function foreignWindows(scene: Scene): readonly OnScreenWindow[] {
  const own = scene.surroundings.ownProcessIds();
  try {
    return scene.grabber
      .windows()
      .filter(
        (window) =>
          (window.processId === undefined || !own.has(window.processId)) &&
          !desktopApplications.test(window.application),
      );
  } catch {
    // Without a window manager X11 keeps no list of windows; the screen can be captured all the same.
    return [];
  }
}

function windowFacts(window: OnScreenWindow | undefined): Pick<CaptureFacts, 'window'> {
  return window === undefined ? {} : { window: { title: window.title, application: window.application } };
}

function shared(scene: Scene, display: Display): Pick<CaptureFacts, 'display' | 'grabber'> {
  const { id, name, area, scaleFactor } = display;
  return {
    display: { id, name, area, scaleFactor },
    grabber: { name: scene.grabber.name, version: scene.grabber.version },
  };
}
