import type { RandrExtension, XClient, XCrtc } from 'x11';
import type { Monitor } from './messages.ts';
import { reply, type XConnection } from './x-connection.ts';

/** RandR's rotation bits in the order of quarter turns. */
const ROTATIONS: Readonly<Record<number, Monitor['rotation']>> = { 1: 0, 2: 90, 4: 180, 8: 270 };

/** Request 42 of RandR 1.5, which the library does not have. */
const GET_MONITORS = 42;
const REPLY_BYTES = 24;
const MONITOR_BYTES = 24;

/** The monitors in use, the primary one first; the whole screen as one when the server has no RandR. */
export async function listMonitors(connection: XConnection): Promise<readonly Monitor[]> {
  const monitors = connection.randr ? await fromRandr(connection, connection.randr) : [];
  if (monitors.length > 0) return monitors.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  const screen = connection.display.screen[0];
  if (!screen) return [];
  const { pixel_width: width, pixel_height: height } = screen;
  return [{ id: 1, index: 0, name: 'screen', isPrimary: true, rotation: 0, x: 0, y: 0, width, height }];
}

async function fromRandr({ root, client }: XConnection, randr: RandrExtension): Promise<Monitor[]> {
  const entries = await getMonitors(client, randr, root);
  const rotations = await rotationsOfOutputs(root, randr);
  const monitors: Monitor[] = [];
  for (const { outputs, nameAtom, ...place } of entries) {
    const name = await reply<string>((done) => client.GetAtomName(nameAtom, done));
    // The atom of its name is a monitor's identity, here as in Chromium's own capture.
    const rotation = ROTATIONS[rotations.get(outputs[0] ?? 0) ?? 1] ?? 0;
    monitors.push({ ...place, id: nameAtom, index: monitors.length, name, rotation });
  }
  return monitors;
}

interface MonitorEntry {
  readonly nameAtom: number;
  readonly isPrimary: boolean;
  readonly outputs: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Monitors as users see them: those of the outputs, and those that somebody has cut out of them. */
function getMonitors(client: XClient, randr: RandrExtension, root: number): Promise<MonitorEntry[]> {
  return reply((done) => {
    const request = Buffer.alloc(12);
    request.writeUInt8(randr.majorOpcode, 0);
    request.writeUInt8(GET_MONITORS, 1);
    request.writeUInt16LE(request.length / 4, 2);
    request.writeUInt32LE(root, 4);
    // Only those that are switched on.
    request.writeUInt8(1, 8);
    client.seq_num++;
    client.pack_stream.put(request);
    client.replies[client.seq_num] = [parseMonitors, done];
    client.pack_stream.submit(true);
  });
}

function parseMonitors(answer: Buffer): MonitorEntry[] {
  const count = answer.readUInt32LE(4);
  const entries: MonitorEntry[] = [];
  let offset = REPLY_BYTES;
  for (let index = 0; index < count; index++) {
    const outputCount = answer.readUInt16LE(offset + 6);
    const place = offset;
    const outputs = Array.from({ length: outputCount }, (_, output) =>
      answer.readUInt32LE(place + MONITOR_BYTES + 4 * output),
    );
    entries.push({
      nameAtom: answer.readUInt32LE(offset),
      isPrimary: answer.readUInt8(offset + 4) === 1,
      outputs,
      x: answer.readInt16LE(offset + 8),
      y: answer.readInt16LE(offset + 10),
      width: answer.readUInt16LE(offset + 12),
      height: answer.readUInt16LE(offset + 14),
    });
    offset += MONITOR_BYTES + 4 * outputCount;
  }
  return entries;
}

async function rotationsOfOutputs(root: number, randr: RandrExtension): Promise<Map<number, number>> {
  const { crtcs } = await reply<{ crtcs: readonly number[] }>((done) =>
    randr.GetScreenResourcesCurrent(root, done),
  );
  const rotations = new Map<number, number>();
  for (const crtc of crtcs) {
    const { rotation, output } = await reply<XCrtc>((done) => randr.GetCrtcInfo(crtc, 0, done));
    for (const id of output) rotations.set(id, rotation & 15);
  }
  return rotations;
}
