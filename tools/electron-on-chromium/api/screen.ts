import type { Display, Screen as ElectronScreen, Point } from 'electron';
import type { DisplayClient } from '../display/display-client.ts';
import type { Monitor } from '../display/messages.ts';
import { host } from '../host.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';

class Screen
  extends CheckedEmitter
  implements
    Pick<
      ElectronScreen,
      | 'getAllDisplays'
      | 'getPrimaryDisplay'
      | 'getCursorScreenPoint'
      | 'getDisplayNearestPoint'
      | 'getDisplayMatching'
    >
{
  private known: readonly Monitor[] = [];

  constructor() {
    super('screen', ['display-added', 'display-metrics-changed', 'display-removed']);
  }

  /** Called once, when there is a display: tells from now on what changes about its monitors. */
  follow(display: DisplayClient): void {
    this.known = display.call('monitors', null);
    display.on('event', ({ kind }) => {
      if (kind === 'monitors-changed') this.noteChange(display.call('monitors', null));
    });
  }

  getAllDisplays(): Display[] {
    return host('screen').display.call('monitors', null).map(toDisplay);
  }

  getPrimaryDisplay(): Display {
    const [primary] = this.getAllDisplays();
    if (!primary) throw new Error('The X server has no monitor.');
    return primary;
  }

  getCursorScreenPoint(): Point {
    return host('screen').display.call('pointer', null);
  }

  getDisplayNearestPoint(point: Point): Display {
    const nearest = this.getAllDisplays().toSorted(
      (a, b) => distance(a.bounds, point) - distance(b.bounds, point),
    )[0];
    return nearest ?? this.getPrimaryDisplay();
  }

  getDisplayMatching(bounds: Display['bounds']): Display {
    const overlap = ({ bounds: area }: Display) =>
      Math.max(0, Math.min(area.x + area.width, bounds.x + bounds.width) - Math.max(area.x, bounds.x)) *
      Math.max(0, Math.min(area.y + area.height, bounds.y + bounds.height) - Math.max(area.y, bounds.y));
    const best = this.getAllDisplays().toSorted((a, b) => overlap(b) - overlap(a))[0];
    return best ?? this.getPrimaryDisplay();
  }

  private noteChange(present: readonly Monitor[]): void {
    const before = this.known;
    this.known = present;
    for (const old of before) {
      if (!present.some(({ id }) => id === old.id)) this.emit('display-removed', {}, toDisplay(old));
    }
    for (const monitor of present) {
      const old = before.find(({ id }) => id === monitor.id);
      if (!old) this.emit('display-added', {}, toDisplay(monitor));
      const changed = old ? changedMetrics(old, monitor) : [];
      if (changed.length > 0) this.emit('display-metrics-changed', {}, toDisplay(monitor), changed);
    }
  }
}

function changedMetrics(old: Monitor, present: Monitor): string[] {
  const edges = ['x', 'y', 'width', 'height'] as const;
  const isMoved = edges.some((edge) => old[edge] !== present[edge]);
  return [
    // The work area is the whole display.
    ...(isMoved ? ['bounds', 'workArea'] : []),
    ...(old.rotation === present.rotation ? [] : ['rotation']),
  ];
}

function distance(area: Display['bounds'], { x, y }: Point): number {
  const dx = Math.max(area.x - x, 0, x - (area.x + area.width - 1));
  const dy = Math.max(area.y - y, 0, y - (area.y + area.height - 1));
  return Math.hypot(dx, dy);
}

export type DisplayObject = Pick<
  Display,
  'id' | 'label' | 'bounds' | 'workArea' | 'size' | 'workAreaSize' | 'scaleFactor' | 'rotation'
>;

/** Pixels are never scaled here: Chromium is told nothing of a scale factor. */
function toDisplay(monitor: Monitor): Display {
  const { x, y, width, height } = monitor;
  const bounds = { x, y, width, height };
  const display: DisplayObject = {
    id: monitor.id,
    label: monitor.name,
    bounds,
    workArea: bounds,
    size: { width, height },
    workAreaSize: { width, height },
    scaleFactor: 1,
    rotation: monitor.rotation,
  };
  defineUnsupported(display, 'Display', UNSUPPORTED_MEMBERS.Display);
  // The members not set above throw when they are read.
  return display as Display;
}

export const screen = new Screen();
defineUnsupported(screen, 'screen', UNSUPPORTED_MEMBERS.screen);
