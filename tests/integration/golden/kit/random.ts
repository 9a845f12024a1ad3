import type { JsonValue } from '../../../../core/ledger/index.ts';
import { canonicalBytes } from '../../../../core/ledger/index.ts';
import { type BagFiles, layOut, openBag, packBag, type SignManifest, sha256 } from './archive.ts';
import { manifestSigner, nextKey, ownKey, rotation, strangerKey } from './keys.ts';
import type { EntryDraft } from './ledger.ts';
import type { PackagePlan } from './package.ts';
import {
  assigned,
  captured,
  goldenFacts,
  goldenPlan,
  imported,
  itemId,
  LOCKER_ID,
  ORDER_ID,
  OTHER_ORDER_ID,
  recording,
  sealed,
  video,
} from './sample.ts';
import { noStamp, packPlan, type Stamp } from './workshop.ts';

/** Numbers from a seed (mulberry32): the same seed makes the same packages. */
export interface Dice {
  /** 0 to `count - 1`. */
  below(count: number): number;
  oneOf<Value>(values: readonly Value[]): Value;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, oneOf: (values) => values[below(values.length)] as never };
}

const ODD_TEXTS = [
  '平常的话',
  '“引号”\\与\t制表',
  '😀🀄',
  'e\u0301 与 é',
  '\u202e反',
  '</script>',
  '\u0000\u001f',
  'ﬁ ﾊﾝ',
  '\ud7ff\ue000',
  ' ',
];
const KINDS = ['E01', 'E02', 'E05', 'E06', 'E13', 'E24', null] as const;
const MEDIA = ['image/png', 'image/svg+xml', 'application/pdf', 'text/html', 'application/json', 'x/unknown'];
const ORIGIN = `liuhen/locker/${LOCKER_ID}`;

/** A random order in a random ledger, as a package that nobody tampered with. */
export async function randomSound(roll: Dice, stamp: Stamp): Promise<Buffer> {
  const plan = randomPlan(roll, stamp);
  if (plan.checkpoints.length === 0) return packPlan(plan, null);
  return packPlan(plan, plan.checkpoints.at(-1)?.key ?? ownKey);
}

function randomPlan(roll: Dice, stamp: Stamp): PackagePlan {
  const first = goldenPlan.drafts[0];
  const drafts: EntryDraft[] = first === undefined ? [] : [first];
  const hasKey = roll.below(5) > 0;
  if (hasKey)
    drafts.push({
      kind: 'signing-key-set',
      payload: { publicKey: ownKey.publicKey, replaces: null, endorsement: null },
    });
  const facts = {
    ...goldenFacts,
    notes: roll.oneOf(ODD_TEXTS),
    amountFen: roll.below(10_000_000),
    promiseMinutes: roll.below(2) === 0 ? null : 1 + roll.below(500),
  };
  drafts.push({ kind: 'order-added', payload: { orderId: ORDER_ID, facts } });
  const [originals, journals, numbers] = [
    new Map<string, Buffer>(),
    new Map<string, Buffer>(),
    new Map<string, string>(),
  ];
  const rotatesAt = hasKey && roll.below(3) === 0 ? roll.below(6) : -1;
  let isRotated = false;
  const count = roll.below(7);
  for (let index = 1; index <= count; index += 1) {
    const id = itemId(index);
    const utc = `2026-11-23T06:${String(10 + index)}:00.000Z`;
    if (index === 3 && roll.below(2) === 0) {
      drafts.push(sealed(index, video, 'video/webm', recording.provenance));
      originals.set(id, video);
      journals.set(id, Buffer.from(recording.journal));
    } else {
      const bytes = Buffer.from(Array.from({ length: 1 + roll.below(300) }, () => roll.below(256)));
      const provenance =
        roll.below(2) === 0 ? captured(utc, roll.oneOf(ODD_TEXTS)) : imported(utc, roll.oneOf(ODD_TEXTS));
      drafts.push(sealed(index, bytes, roll.oneOf(MEDIA), provenance));
      originals.set(id, bytes);
    }
    numbers.set(id, `${1 + roll.below(7)}-${index}`);
    drafts.push(assigned(index));
    const kind = roll.oneOf(KINDS);
    if (kind !== null) drafts.push({ kind: 'item-labelled', payload: { itemId: id, kind } });
    if (roll.below(2) === 0)
      drafts.push({ kind: 'item-noted', payload: { itemId: id, note: roll.oneOf(ODD_TEXTS) } });
    if (roll.below(4) === 0) drafts.push(wordsOf(roll, id));
    if (roll.below(3) === 0)
      drafts.push({ ...assigned(index, OTHER_ORDER_ID), isPackaged: false }, assigned(index));
    if (index === rotatesAt) {
      isRotated = true;
      drafts.push({
        kind: 'signing-key-set',
        payload: rotation(ORIGIN, ownKey, nextKey, roll.below(2) === 0 ? ownKey : null),
      });
    }
  }
  if (roll.below(3) === 0)
    drafts.push({
      kind: 'order-changed',
      payload: { orderId: ORDER_ID, facts: { status: 'refunded', notes: roll.oneOf(ODD_TEXTS) } },
    });
  const key = isRotated ? nextKey : ownKey;
  const early = 3 + roll.below(Math.max(1, drafts.length - 3));
  const isEarlyByOwn =
    !isRotated || !drafts.slice(0, early).some(({ kind }, at) => kind === 'signing-key-set' && at > 1);
  const checkpoints = !hasKey
    ? []
    : [
        ...(early < drafts.length && isEarlyByOwn ? [{ size: early, key: ownKey, stamp: noStamp }] : []),
        { size: drafts.length, key, stamp },
      ];
  return { lockerId: LOCKER_ID, orderId: ORDER_ID, drafts, originals, journals, numbers, checkpoints };
}

function wordsOf(roll: Dice, id: string): EntryDraft {
  const texts = [
    ...ODD_TEXTS,
    '[00:12] 像时间',
    '00:12 像时间',
    '00:00:01,000 --> 00:00:02,000',
    'WEBVTT',
    '[-] 无',
    '00:75 不像',
    '（1:02:03 至 1:02:04）像',
  ];
  const cues = Array.from({ length: 1 + roll.below(5) }, () => {
    const startMs = roll.below(2) === 0 ? null : roll.below(9_000_000);
    const endMs = startMs === null || roll.below(2) === 0 ? null : startMs + roll.below(10_000);
    return { startMs, endMs, text: roll.oneOf(texts) };
  });
  return {
    kind: 'item-transcribed',
    payload: { itemId: id, transcript: { origin: 'typed', file: null, cues } },
  };
}

/** Damages a sound package in one of many ways, from a bad disk to a forger who holds the key. */
export function damage(roll: Dice, sound: Buffer): { readonly how: string; readonly bytes: Buffer } {
  const how = roll.oneOf([
    'bits',
    'structure',
    'cut',
    'inserted',
    'leaf',
    'leaf',
    'leaf',
    'text',
    'text',
    'file',
    'swap',
    'byte',
  ] as const);
  if (how === 'bits') return { how, bytes: flipped(roll, sound, 0, sound.length, 1 + roll.below(3)) };
  if (how === 'structure')
    return {
      how,
      bytes: flipped(roll, sound, sound.readUInt32LE(sound.length - 6), sound.length, 1 + roll.below(2)),
    };
  if (how === 'cut') return { how, bytes: sound.subarray(0, roll.below(sound.length)) };
  if (how === 'inserted') {
    const at = roll.below(sound.length + 1);
    return {
      how,
      bytes: Buffer.concat([sound.subarray(0, at), Buffer.from([roll.below(256)]), sound.subarray(at)]),
    };
  }
  const bag = openBag(sound);
  const paths = [...bag.files.keys()];
  if (how === 'leaf') changeLeaf(roll, bag.files);
  if (how === 'text') changeText(roll, bag.files);
  if (how === 'byte') {
    const path = roll.oneOf(paths);
    const bytes = bag.files.get(path) ?? Buffer.alloc(0);
    if (bytes.length > 0) bag.files.set(path, flipped(roll, bytes, 0, bytes.length, 1));
  }
  if (how === 'file') {
    if (roll.below(2) === 0) bag.files.delete(roll.oneOf(paths));
    else
      bag.files.set(
        roll.oneOf([
          'data/originals/x.png',
          'data/x',
          'x.txt',
          'data/timestamps/1-1.tsq',
          'data/ledger/checkpoints/1.txt',
        ]),
        Buffer.from('x'),
      );
  }
  if (how === 'swap') {
    const [one, other] = [roll.oneOf(paths), roll.oneOf(paths)];
    const [a, b] = [bag.files.get(one), bag.files.get(other)];
    if (a !== undefined && b !== undefined) bag.files.set(one, b).set(other, a);
  }
  const sign = roll.oneOf<SignManifest>([
    manifestSigner(ORIGIN, ownKey),
    manifestSigner(ORIGIN, nextKey),
    manifestSigner(ORIGIN, strangerKey),
    'as-it-was',
    'removed',
  ]);
  const isConsistent = roll.below(4) > 0;
  const bytes = isConsistent
    ? packBag(bag, sign)
    : layOut([...bag.files].map(([path, content]) => [`${bag.folder}/${path}`, content] as const));
  return { how: `${how}${isConsistent ? ', packed again' : ''}`, bytes };
}

function flipped(roll: Dice, bytes: Buffer, from: number, to: number, count: number): Buffer {
  const damaged = Buffer.from(bytes);
  for (let each = 0; each < count; each += 1) {
    const at = from + roll.below(to - from);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << roll.below(8));
  }
  return damaged;
}

const JSON_FILES = [
  'data/evidence.json',
  'data/ledger/proofs.json',
  'data/ledger/checkpoints.json',
  'data/timestamps/timestamps.json',
];

/** Another value at one place of a JSON file or of an entry, in canonical form. */
function changeLeaf(roll: Dice, files: BagFiles): void {
  const path = roll.oneOf([
    ...JSON_FILES,
    'data/ledger/entries.jsonl',
    'data/ledger/entries.jsonl',
    'data/recordings/4-1.journal.jsonl',
  ]);
  const text = files.get(path)?.toString();
  if (text === undefined) return;
  if (!path.endsWith('.jsonl')) {
    files.set(path, Buffer.from(canonicalBytes(changed(roll, JSON.parse(text) as JsonValue))));
    return;
  }
  const lines = text.trimEnd().split('\n');
  const at = roll.below(lines.length);
  lines[at] = Buffer.from(
    canonicalBytes(changed(roll, JSON.parse(lines[at] ?? 'null') as JsonValue)),
  ).toString();
  files.set(path, Buffer.from(`${lines.join('\n')}\n`));
}

function changed(roll: Dice, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    if (value.length === 0 || roll.below(8) === 0)
      return roll.oneOf([[], [...value, ...value.slice(0, 1)], value.slice(1)]);
    const at = roll.below(value.length);
    return value.map((each: JsonValue, index) => (index === at ? changed(roll, each) : each));
  }
  if (typeof value === 'object' && value !== null) {
    const members = value as Record<string, JsonValue>;
    const names = Object.keys(members);
    const name = roll.oneOf(names);
    const what = roll.below(12);
    if (names.length === 0 || what === 0) return { ...members, extra: 1 };
    const { [name]: gone, ...rest } = members;
    if (what === 1) return rest;
    return { ...members, [name]: changed(roll, gone ?? null) };
  }
  if (typeof value === 'string' && roll.below(3) > 0) {
    return roll.oneOf([
      `${value}x`,
      value.slice(1),
      value.toUpperCase(),
      sha256(Buffer.from(value)),
      '2026-11-20T00:00:00.000Z',
      ...ODD_TEXTS,
    ]);
  }
  if (typeof value === 'number' && roll.below(3) > 0)
    return roll.oneOf([value + 1, value - 1, -value - 1, value + 0.5, 0, 2 ** 53, 1e21, 1e-7]);
  return roll.oneOf<JsonValue>([null, true, false, 0, 1, '', 'x', [], {}]);
}

/** Text that is edited as text: spellings, line ends, blanks. */
function changeText(roll: Dice, files: BagFiles): void {
  const path = roll.oneOf([...files.keys()].filter((each) => /\.(txt|json|jsonl|pem)$/.test(each)));
  const text = files.get(path)?.toString() ?? '';
  const at = roll.below(text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const edited = roll.oneOf([
    `${before} ${after}`,
    `${before}\n${after}`,
    `${before}${after.slice(1)}`,
    text.replaceAll('\n', '\r\n'),
    `\ufeff${text}`,
    `${text}\n`,
    text.trimEnd(),
    `${before}${after.slice(0, 1)}${after}`,
  ]);
  files.set(path, Buffer.from(edited));
}
