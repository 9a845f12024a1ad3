import type { RandrExtension, XCrtc } from 'x11';
import type { Monitor } from './messages.ts';
import { reply, type XConnection } from './x-connection.ts';

/** RandR's rotation bits in the order of quarter turns. */
const ROTATIONS: Readonly<Record<number, Monitor['rotation']>> = { 1: 0, 2: 90, 4: 180, 8: 270 };

/** The monitors in use, the primary one first; the whole screen as one when the server has no RandR. */
export async function listMonitors(connection: XConnection): Promise<readonly Monitor[]> {
  const monitors = connection.randr ? await fromRandr(connection, connection.randr) : [];
  if (monitors.length > 0) return monitors.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  const screen = connection.display.screen[0];
  if (!screen) return [];
  const { pixel_width: width, pixel_height: height } = screen;
  return [{ id: 1, name: 'screen', isPrimary: true, rotation: 0, x: 0, y: 0, width, height }];
}

async function fromRandr({ root }: XConnection, randr: RandrExtension): Promise<Monitor[]> {
  const resources = await reply<{ crtcs: readonly number[] }>((done) =>
    randr.GetScreenResourcesCurrent(root, done),
  );
  const primary = await reply<number>((done) => randr.GetOutputPrimary(root, done)).catch(() => 0);
  const monitors: Monitor[] = [];
  for (const crtc of resources.crtcs) {
    const { x, y, width, height, rotation, output } = await reply<XCrtc>((done) =>
      randr.GetCrtcInfo(crtc, 0, done),
    );
    const id = output[0];
    if (id === undefined || width === 0) continue;
    const { name } = await reply<{ name: string }>((done) => randr.GetOutputInfo(id, 0, done));
    const isPrimary = output.includes(primary);
    monitors.push({ id, name, isPrimary, rotation: ROTATIONS[rotation & 15] ?? 0, x, y, width, height });
  }
  return monitors;
}
