import { Buffer } from 'node:buffer';
import { canonicalBytes, type JsonValue } from '../../../../core/ledger/index.ts';
import { checkpointPath, packagePaths, timestampPaths } from '../../../../core/manifest/index.ts';
import { type BagFiles, layOut, openBag, packBag, type SignManifest, sha256 } from './archive.ts';
import { manifestSigner, ownKey, strangerKey } from './keys.ts';
import { DOSSIER, stated } from './package.ts';
import { goldenDrafts, LOCKER_ID } from './sample.ts';

export type Verdict = 'verified' | 'integrity-only' | 'failed' | 'no-package';

/** A sample and what every verifier must say of it. */
export interface Forgery {
  readonly name: string;
  readonly what: string;
  readonly verdict: Verdict;
  /** Code of the first FAIL line. */
  readonly primary: string | null;
  readonly bytes: () => Buffer | Promise<Buffer>;
}

export const HEAD_SIZE = goldenDrafts.length;
const ORIGIN = `liuhen/locker/${LOCKER_ID}`;
const JOURNAL = 'data/recordings/4-1.journal.jsonl';
const WORDS = 'data/transcripts/5-2.txt';
const LAST_NOTE = checkpointPath(HEAD_SIZE);
/** The owner of the key forges, and signs what came out. */
const byOwner = manifestSigner(ORIGIN, ownKey);

export const failing = (name: string, what: string, primary: string, bytes: Forgery['bytes']): Forgery => ({
  name,
  what,
  verdict: 'failed',
  primary,
  bytes,
});

// biome-ignore lint/suspicious/noExplicitAny: a forger edits whatever is there
type Loose = any;

export function editJson(files: BagFiles, path: string, edit: (value: Loose) => void): void {
  const value = JSON.parse(files.get(path)?.toString() ?? 'null') as JsonValue;
  edit(value);
  files.set(path, Buffer.from(canonicalBytes(value)));
}

export function editText(files: BagFiles, path: string, edit: (text: string) => string): void {
  const before = files.get(path)?.toString() ?? '';
  const after = edit(before);
  if (after === before) throw new Error(`the forgery changes nothing in ${path}`);
  files.set(path, Buffer.from(after));
}

/** Flips one bit in the middle. */
export function flipped(bytes: Buffer, at = bytes.length >> 1): Buffer {
  const damaged = Buffer.from(bytes);
  damaged[at] = (damaged[at] ?? 0) ^ 0x10;
  return damaged;
}

function renamed(files: BagFiles, from: string, to: string): void {
  const entries = [...files].map(([path, bytes]) => [path === from ? to : path, bytes] as const);
  files.clear();
  for (const [path, bytes] of entries) files.set(path, bytes);
}

/** Edits the files of a sound package and packs it again consistently. */
export function edited(
  sound: Buffer,
  edit: (files: BagFiles) => void,
  sign: SignManifest = byOwner,
): () => Buffer {
  return () => {
    const bag = openBag(sound);
    edit(bag.files);
    return packBag(bag, sign);
  };
}

const exhibitNumbered = (index: Loose, number: string): Loose =>
  index.exhibits.find((exhibit: Loose) => exhibit.number === number);
const pathOf = (files: BagFiles, prefix: string) =>
  [...files.keys()].find((path) => path.startsWith(prefix)) ?? '';
const originalOf = (files: BagFiles, number: string) => pathOf(files, `data/originals/${number}-`);

/** Every file of the package with one bit turned, as a bad disk or a careless hand does it. */
export function flips(sound: Buffer): readonly Forgery[] {
  const { folder, files } = openBag(sound);
  return [...files.keys()].map((path, index) => {
    const name = `flip-${String(index + 1).padStart(2, '0')}`;
    return failing(name, `one bit of ${path}`, 'ARCHIVE_CHECKSUM_MISMATCH', () => {
      const before = files.get(path) ?? Buffer.alloc(0);
      // The archive's own checksums are of what was exported.
      const archive = Buffer.from(
        layOut([...files].map(([each, bytes]) => [`${folder}/${each}`, bytes] as const)),
      );
      const name = Buffer.from(`${folder}/${path}`);
      const start = archive.indexOf(name) + name.length;
      const at = start + (before.length >> 1);
      archive[at] = (archive[at] ?? 0) ^ 1;
      return archive;
    });
  });
}

/** What the archive itself must not be. */
export function archiveForgeries(sound: Buffer): readonly Forgery[] {
  const { folder, files } = openBag(sound);
  const members = [...files].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const);
  const withMembers =
    (...more: readonly (readonly [string, Buffer])[]) =>
    () =>
      layOut([...members, ...more]);
  const x = Buffer.from('x');
  const central = (archive: Buffer) => archive.readUInt32LE(archive.length - 6);
  const patched = (edit: (archive: Buffer) => void) => () => {
    const archive = Buffer.from(sound);
    edit(archive);
    return archive;
  };
  return [
    failing('zip-trailing-bytes', 'bytes after the end', 'ARCHIVE_UNREADABLE', () =>
      Buffer.concat([sound, x]),
    ),
    failing('zip-truncated', 'the last byte is missing', 'ARCHIVE_UNREADABLE', () => sound.subarray(0, -1)),
    failing('zip-cut-in-half', 'the second half is missing', 'ARCHIVE_UNREADABLE', () =>
      sound.subarray(0, sound.length >> 1),
    ),
    failing('zip-comment', 'an archive comment', 'ARCHIVE_NOT_AS_EXPORTED', () => {
      const archive = Buffer.concat([sound, Buffer.from('hello')]);
      archive.writeUInt16LE(5, sound.length - 2);
      return archive;
    }),
    {
      name: 'zip-prefix',
      what: 'a program in front of the archive',
      verdict: 'no-package',
      primary: null,
      bytes: () => Buffer.concat([Buffer.from('MZ'), sound]),
    },
    failing('zip-prefix-counted', 'bytes in front, counted by all offsets', 'ARCHIVE_NOT_AS_EXPORTED', () => {
      const archive = Buffer.concat([Buffer.from('PK##'), sound]);
      let at = central(sound) + 4;
      archive.writeUInt32LE(at, archive.length - 6);
      while (archive.readUInt32LE(at) === 0x02014b50) {
        archive.writeUInt32LE(archive.readUInt32LE(at + 42) + 4, at + 42);
        at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30);
      }
      return archive;
    }),
    failing(
      'zip-symlink',
      'an entry that is a link',
      'ARCHIVE_ENTRY_NOT_REGULAR',
      patched((archive) => {
        archive.writeUInt16LE(0o120777, central(archive) + 40);
      }),
    ),
    failing(
      'zip-encrypted',
      'an entry that says it is encrypted',
      'ARCHIVE_ENTRY_ENCRYPTED',
      patched((archive) => {
        archive.writeUInt16LE(0x0801, central(archive) + 8);
      }),
    ),
    failing(
      'zip-compressed',
      'an entry that says it is compressed',
      'ARCHIVE_ENTRY_COMPRESSED',
      patched((archive) => {
        archive.writeUInt16LE(8, central(archive) + 10);
      }),
    ),
    failing(
      'zip-size-false',
      'two sizes for one entry',
      'ARCHIVE_SIZE_FALSE',
      patched((archive) => {
        archive.writeUInt32LE(1, central(archive) + 24);
      }),
    ),
    failing(
      'zip-crc-changed',
      'a checksum changed in both headers',
      'ARCHIVE_CHECKSUM_MISMATCH',
      patched((archive) => {
        archive.writeUInt32LE(1, central(archive) + 16);
        archive.writeUInt32LE(1, 14);
      }),
    ),
    failing(
      'zip-time',
      'a time of change in a header',
      'ARCHIVE_NOT_AS_EXPORTED',
      patched((archive) => {
        archive.writeUInt16LE(1, central(archive) + 12);
      }),
    ),
    failing(
      'zip-count',
      'one entry fewer than there are',
      'ARCHIVE_NOT_AS_EXPORTED',
      patched((archive) => {
        const count = archive.readUInt16LE(archive.length - 12) - 1;
        archive.writeUInt16LE(count, archive.length - 12);
        archive.writeUInt16LE(count, archive.length - 14);
      }),
    ),
    failing(
      'name-escapes',
      'a name that leaves the folder',
      'ARCHIVE_PATH_ESCAPES',
      withMembers([`${folder}/../x`, x]),
    ),
    failing('name-absolute', 'an absolute name', 'ARCHIVE_PATH_ABSOLUTE', withMembers(['/etc/x', x])),
    failing('name-drive', 'a name with a drive', 'ARCHIVE_PATH_ABSOLUTE', withMembers(['C:/x', x])),
    failing(
      'name-backslash',
      'a name with a backslash',
      'ARCHIVE_NAME_INVALID',
      withMembers([`${folder}\\x`, x]),
    ),
    failing(
      'name-reversed',
      'a name with a direction mark',
      'ARCHIVE_NAME_INVALID',
      withMembers([`${folder}/data/a\u202egnp.exe`, x]),
    ),
    failing(
      'name-stream',
      'a name with a colon',
      'ARCHIVE_NAME_INVALID',
      withMembers([`${folder}/data/x.txt:y`, x]),
    ),
    failing(
      'name-trailing-dot',
      'a name that ends with a dot',
      'ARCHIVE_NAME_INVALID',
      withMembers([`${folder}/data/x.`, x]),
    ),
    failing(
      'name-folder',
      'a folder as an entry',
      'ARCHIVE_ENTRY_NOT_REGULAR',
      withMembers([`${folder}/data/x/`, Buffer.alloc(0)]),
    ),
    failing(
      'name-duplicate',
      'two files of one name',
      'ARCHIVE_NAME_DUPLICATE',
      withMembers([`${folder}/${packagePaths.dossier}`, x]),
    ),
    failing(
      'name-twin-case',
      'names that differ in case',
      'ARCHIVE_NAME_TWIN',
      withMembers([`${folder}/data/Dossier.PDF`, x]),
    ),
    failing(
      'name-twin-unicode',
      'one name composed and decomposed',
      'ARCHIVE_NAME_TWIN',
      withMembers([`${folder}/data/caf\u00e9`, x], [`${folder}/data/cafe\u0301`, x]),
    ),
    failing(
      'name-twin-width',
      'a full-width twin',
      'ARCHIVE_NAME_TWIN',
      withMembers([`${folder}/data/ｄossier.pdf`, x]),
    ),
    failing(
      'name-second-folder',
      'a file outside the folder',
      'BAG_FOLDER_INVALID',
      withMembers(['other/x', x]),
    ),
    failing('archive-empty', 'an archive without a file', 'BAG_DECLARATION_MISSING', () => layOut([])),
  ];
}

/** Bags that are not what their manifests say, or more than that. */
export function bagForgeries(sound: Buffer): readonly Forgery[] {
  const loose = (edit: (files: BagFiles) => void) => () => {
    const bag = openBag(sound);
    edit(bag.files);
    return layOut([...bag.files].map(([path, bytes]) => [`${bag.folder}/${path}`, bytes] as const));
  };
  const originalAt = (files: BagFiles) => originalOf(files, '2-1');
  return [
    failing(
      'bag-original-changed',
      'an original changed, manifests as they were',
      'MANIFEST_MISMATCH',
      loose((f) => f.set(originalAt(f), flipped(f.get(originalAt(f)) ?? Buffer.alloc(0)))),
    ),
    failing(
      'bag-file-missing',
      'a file taken out, manifests as they were',
      'BAG_PAYLOAD_COUNT',
      loose((f) => f.delete(originalAt(f))),
    ),
    failing(
      'bag-file-extra',
      'a file put in, manifests as they were',
      'BAG_PAYLOAD_COUNT',
      loose((f) => f.set('data/setup.exe', Buffer.from('MZ'))),
    ),
    failing(
      'bag-tag-extra',
      'a file beside the manifests',
      'FILE_NOT_IN_MANIFEST',
      loose((f) => f.set('readme.txt', Buffer.from('x'))),
    ),
    failing(
      'bag-second-manifest',
      'a second manifest, listed',
      'MANIFEST_AMBIGUOUS',
      edited(sound, (f) => f.set('manifest-md5.txt', Buffer.from(''))),
    ),
    failing(
      'bag-manifest-missing',
      'no manifest',
      'FILE_MISSING',
      loose((f) => f.delete(packagePaths.manifest)),
    ),
    failing(
      'bag-tag-manifest-missing',
      'no tag manifest',
      'TAG_MANIFEST_MISSING',
      loose((f) => f.delete(packagePaths.tagManifest)),
    ),
    failing(
      'bag-manifest-line-twice',
      'a line of the tag manifest twice',
      'MANIFEST_MALFORMED',
      loose((f) => editText(f, packagePaths.tagManifest, (text) => `${text.split('\n')[0]}\n${text}`)),
    ),
    failing(
      'bag-manifest-uppercase',
      'a digest in capitals',
      'MANIFEST_MALFORMED',
      loose((f) => editText(f, packagePaths.tagManifest, (text) => text.toUpperCase())),
    ),
    failing(
      'bag-declaration',
      'another declaration',
      'BAG_DECLARATION_INVALID',
      edited(sound, (f) => f.set(packagePaths.declaration, Buffer.from('BagIt-Version: 0.97\n'))),
    ),
    failing(
      'bag-format-3',
      'a format that nobody knows',
      'BAG_FORMAT_UNKNOWN',
      edited(sound, (f) =>
        editText(f, packagePaths.description, (text) => text.replace('Format: 2', 'Format: 3')),
      ),
    ),
    failing(
      'bag-format-twice',
      'two formats stated',
      'BAG_FORMAT_UNKNOWN',
      edited(sound, (f) =>
        editText(f, packagePaths.description, (text) => `${text}Liuhen-Package-Format: 1\n`),
      ),
    ),
    failing(
      'bag-downgraded',
      'called format 1, so that nobody looks at signatures',
      'FILE_NOT_EXPECTED',
      edited(sound, (f) =>
        editText(f, packagePaths.description, (text) => text.replace('Format: 2', 'Format: 1')),
      ),
    ),
    failing(
      'bag-file-added-consistently',
      'a file put in, manifests made anew',
      'PACKAGE_SIGNATURE_INVALID',
      edited(sound, (f) => f.set('data/setup.exe', Buffer.from('MZ')), 'as-it-was'),
    ),
  ];
}

/** What the ledger's part must not be. */
export function ledgerForgeries(sound: Buffer): readonly Forgery[] {
  const lines = (f: BagFiles) => f.get(packagePaths.entries)?.toString().trimEnd().split('\n') ?? [];
  const setLines = (f: BagFiles, rows: readonly string[]) =>
    f.set(packagePaths.entries, Buffer.from(rows.map((row) => `${row}\n`).join('')));
  const onEntries = (edit: (text: string) => string) =>
    edited(sound, (f) => editText(f, packagePaths.entries, edit));
  return [
    failing(
      'entry-edited',
      'the amount in an entry',
      'ENTRY_CHAIN_BROKEN',
      onEntries((text) => text.replace('"amountFen":123450', '"amountFen":100000')),
    ),
    failing(
      'entry-note-edited',
      'the note in an entry whose neighbour is not here',
      'ENTRY_CHAIN_BROKEN',
      onEntries((text) => text.replace('马上发', '不发了')),
    ),
    failing(
      'entry-last-edited',
      'the words in the last entry',
      'INCLUSION_PROOF_INVALID',
      onEntries((text) => text.replace('请退款', '不退了')),
    ),
    failing(
      'entry-white-space',
      'a blank in an entry',
      'ENTRY_NOT_CANONICAL',
      onEntries((text) => text.replace('"kind":"item-noted"', '"kind": "item-noted"')),
    ),
    failing(
      'entry-member-twice',
      'a member of an entry twice',
      'ENTRY_NOT_CANONICAL',
      onEntries((text) => text.replace('"note":"商家', '"note":"假话","note":"商家')),
    ),
    failing(
      'entry-member-extra',
      'a member that an entry may not have',
      'ENTRY_SCHEMA_INVALID',
      onEntries((text) => text.replace('"kind":"E05"', '"kind":"E05","looksReal":true')),
    ),
    failing(
      'entry-member-missing',
      'a member that an entry must have',
      'ENTRY_SCHEMA_INVALID',
      onEntries((text) => text.replace('"by":"user",', '')),
    ),
    failing(
      'entry-kind-unknown',
      'a kind of entry that nobody knows',
      'ENTRY_SCHEMA_INVALID',
      onEntries((text) => text.replace('"kind":"item-noted"', '"kind":"item-blessed"')),
    ),
    failing(
      'entry-value-odd',
      'an evidence kind that there is not',
      'ENTRY_SCHEMA_INVALID',
      onEntries((text) => text.replace('"kind":"E05"', '"kind":"E55"')),
    ),
    failing(
      'entry-number-odd',
      'a number with a fraction',
      'ENTRY_SCHEMA_INVALID',
      onEntries((text) => text.replace('"promiseMinutes":10', '"promiseMinutes":10.5')),
    ),
    failing(
      'entry-exponent',
      'a number in another spelling',
      'ENTRY_NOT_CANONICAL',
      onEntries((text) => text.replace('"promiseMinutes":10', '"promiseMinutes":1e1')),
    ),
    failing(
      'entry-cut',
      'the last entry is not whole',
      'ENTRY_NOT_CANONICAL',
      onEntries((text) => text.slice(0, -10)),
    ),
    failing(
      'entry-without-end',
      'the last line feed is missing',
      'ENTRY_CUT',
      onEntries((text) => text.slice(0, -1)),
    ),
    failing(
      'entries-swapped',
      'two entries change places',
      'ENTRY_OUT_OF_ORDER',
      edited(sound, (f) => {
        const l = lines(f);
        setLines(f, [...l.slice(0, 3), l[4] ?? '', l[3] ?? '', ...l.slice(5)]);
      }),
    ),
    failing(
      'entries-without-first',
      'the first entry is missing',
      'LEDGER_START_INVALID',
      edited(sound, (f) => setLines(f, lines(f).slice(1))),
    ),
    failing(
      'entries-none',
      'no entries',
      'LEDGER_START_INVALID',
      edited(sound, (f) => f.delete(packagePaths.entries)),
    ),
    failing(
      'entries-tail-cut',
      'the last entry taken out',
      'INCLUSION_PROOF_COUNT',
      edited(sound, (f) => setLines(f, lines(f).slice(0, -1))),
    ),
    failing(
      'entries-tail-cut-consistently',
      'the last entry, its proof and its words taken out, by a stranger',
      'PACKAGE_SIGNATURE_INVALID',
      edited(
        sound,
        (f) => {
          const [last = ''] = lines(f).slice(-1);
          setLines(f, lines(f).slice(0, -1));
          editJson(f, packagePaths.proofs, (v) => v.proofs.pop());
          f.delete(WORDS);
          editJson(f, packagePaths.evidenceIndex, (v) => {
            delete exhibitNumbered(v, '5-2').transcript;
            v.fixedUntilUtc = JSON.parse(lines(f).at(-1) ?? last).at;
          });
        },
        'as-it-was',
      ),
    ),
    failing(
      'proof-sibling',
      'a sibling of a proof',
      'INCLUSION_PROOF_INVALID',
      edited(sound, (f) =>
        editText(f, packagePaths.proofs, (text) => text.replace(/"[0-9a-f]{64}"/, `"${'1'.repeat(64)}"`)),
      ),
    ),
    failing(
      'proof-too-long',
      'a proof with one hash more',
      'INCLUSION_PROOF_INVALID',
      edited(sound, (f) =>
        editJson(f, packagePaths.proofs, (v) => v.proofs[0].siblings.push('1'.repeat(64))),
      ),
    ),
    failing(
      'proof-twice',
      'a proof twice',
      'INCLUSION_PROOF_COUNT',
      edited(sound, (f) => editJson(f, packagePaths.proofs, (v) => v.proofs.push(v.proofs[0]))),
    ),
    failing(
      'proofs-format',
      'proofs of another format',
      'INDEX_SCHEMA_INVALID',
      edited(sound, (f) =>
        editJson(f, packagePaths.proofs, (v) => {
          v.format = 'x';
        }),
      ),
    ),
    failing(
      'head-root',
      'another root',
      'INCLUSION_PROOF_INVALID',
      edited(sound, (f) =>
        editText(f, packagePaths.treeHead, (text) =>
          text.replace(/\n[^\n]{43}=\n$/, `\n${'A'.repeat(43)}=\n`),
        ),
      ),
    ),
    failing(
      'head-size',
      'a smaller head',
      'INCLUSION_PROOF_INVALID',
      edited(sound, (f) =>
        editText(f, packagePaths.treeHead, (text) =>
          text.replace(`\n${HEAD_SIZE}\n`, `\n${HEAD_SIZE - 1}\n`),
        ),
      ),
    ),
    failing(
      'head-origin',
      'the head of another locker',
      'TREE_HEAD_FOREIGN',
      edited(sound, (f) => editText(f, packagePaths.treeHead, (text) => text.replace('ab\n', 'cd\n'))),
    ),
    failing(
      'head-more-lines',
      'a head with more lines',
      'TREE_HEAD_MALFORMED',
      edited(sound, (f) => editText(f, packagePaths.treeHead, (text) => `${text}\nx\n`)),
    ),
    failing(
      'head-spare-bits',
      'a root in another spelling',
      'TREE_HEAD_MALFORMED',
      edited(sound, (f) =>
        editText(f, packagePaths.treeHead, (text) =>
          text.replace(/(.)=\n$/, (_, digit: string) => `${SPARE[digit] ?? 'B'}=\n`),
        ),
      ),
    ),
  ];
}

/** Base64 digits whose last two bits are not zero, for those whose are: the same root, another text. */
const SPARE: Readonly<Record<string, string>> = {
  A: 'B',
  E: 'F',
  I: 'J',
  M: 'N',
  Q: 'R',
  U: 'V',
  Y: 'Z',
  c: 'd',
  g: 'h',
  k: 'l',
  o: 'p',
  s: 't',
  w: 'x',
  '0': '1',
  '4': '5',
  '8': '9',
};

/** What heads, signatures and lists of tokens must not be. */
export function proofForgeries(sound: Buffer): readonly Forgery[] {
  const list = packagePaths.checkpointList;
  const stamps = packagePaths.timestampList;
  const onStamps = (edit: (value: Loose) => void) => edited(sound, (f) => editJson(f, stamps, edit));
  const response = timestampPaths(HEAD_SIZE, 1).response;
  return [
    failing(
      'checkpoint-list-order',
      'checkpoints in another order',
      'CHECKPOINT_LIST_INVALID',
      edited(sound, (f) => editJson(f, list, (v) => v.checkpoints.reverse())),
    ),
    failing(
      'checkpoint-list-white-space',
      'a line feed behind the list',
      'CHECKPOINT_LIST_INVALID',
      edited(sound, (f) => editText(f, list, (text) => `${text}\n`)),
    ),
    failing(
      'checkpoint-list-path',
      'a checkpoint elsewhere',
      'CHECKPOINT_LIST_INVALID',
      edited(sound, (f) =>
        editJson(f, list, (v) => {
          v.checkpoints[0].path = packagePaths.treeHead;
        }),
      ),
    ),
    failing(
      'checkpoint-list-missing',
      'no list of checkpoints',
      'CHECKPOINT_LIST_INVALID',
      edited(sound, (f) => f.delete(list)),
    ),
    failing(
      'checkpoint-missing',
      'a checkpoint that is listed and not there',
      'CHECKPOINT_MALFORMED',
      edited(sound, (f) => f.delete(checkpointPath(8))),
    ),
    failing(
      'checkpoint-two-signatures',
      'a checkpoint with a second signature line',
      'CHECKPOINT_MALFORMED',
      edited(sound, (f) => editText(f, LAST_NOTE, (text) => `${text}${text.split('\n')[4]}\n`)),
    ),
    failing(
      'checkpoint-origin',
      'a checkpoint that names another locker',
      'CHECKPOINT_FOREIGN',
      edited(sound, (f) => editText(f, LAST_NOTE, (text) => text.replaceAll('ab\n', 'cd\n'))),
    ),
    failing(
      'checkpoint-root',
      'another root in a checkpoint',
      'CHECKPOINT_INCONSISTENT',
      edited(sound, (f) =>
        editText(f, checkpointPath(8), (text) => text.replace(/\n[^\n]{43}=\n/, `\n${'A'.repeat(43)}=\n`)),
      ),
    ),
    failing(
      'checkpoint-size',
      'a checkpoint under the name of another size',
      'CHECKPOINT_INCONSISTENT',
      edited(sound, (f) => f.set(checkpointPath(8), f.get(LAST_NOTE) ?? Buffer.alloc(0))),
    ),
    failing(
      'checkpoint-consistency',
      'a hash of a consistency proof',
      'CHECKPOINT_INCONSISTENT',
      edited(sound, (f) =>
        editJson(f, list, (v) => {
          v.checkpoints[0].consistency[0] = '1'.repeat(64);
        }),
      ),
    ),
    failing(
      'checkpoint-unlisted',
      'a checkpoint that is not listed',
      'FILE_NOT_EXPECTED',
      edited(sound, (f) => f.set(checkpointPath(7), f.get(LAST_NOTE) ?? Buffer.alloc(0))),
    ),
    failing(
      'checkpoint-signature-bit',
      'a bit of a checkpoint’s signature',
      'SIGNATURE_INVALID',
      edited(sound, (f) =>
        editText(f, LAST_NOTE, (text) =>
          text.replace(
            /(.)(.{20}=\n)$/,
            (_, digit: string, rest: string) => `${digit === 'A' ? 'B' : 'A'}${rest}`,
          ),
        ),
      ),
    ),
    failing(
      'checkpoint-key-id',
      'a checkpoint that names another key',
      'SIGNATURE_KEY_UNKNOWN',
      edited(sound, (f) =>
        editText(f, LAST_NOTE, (text) =>
          text.replace(
            / ([^ ]{4})([^ ]+\n)$/,
            (_, id: string, rest: string) => ` ${id === 'AAAA' ? 'BBBB' : 'AAAA'}${rest}`,
          ),
        ),
      ),
    ),
    failing(
      'package-signature-removed',
      'the package’s signature taken out',
      'PACKAGE_SIGNATURE_MISSING',
      edited(sound, () => {}, 'removed'),
    ),
    failing(
      'package-signature-by-stranger',
      'signed by a key that the ledger does not know',
      'PACKAGE_SIGNATURE_INVALID',
      edited(sound, () => {}, manifestSigner(ORIGIN, strangerKey)),
    ),
    failing(
      'package-signature-of-another',
      'the signature of another manifest',
      'PACKAGE_SIGNATURE_INVALID',
      edited(
        sound,
        () => {},
        () => byOwner(sha256(Buffer.from('another'))),
      ),
    ),
    failing(
      'package-signature-garbled',
      'a signature that is none',
      'PACKAGE_SIGNATURE_INVALID',
      edited(
        sound,
        () => {},
        () => 'signed\n',
      ),
    ),
    failing(
      'timestamps-list-missing',
      'no list of time stamps',
      'TIMESTAMP_LIST_INVALID',
      edited(sound, (f) => f.delete(stamps)),
    ),
    failing(
      'timestamps-stated-time',
      'another time stated than the token’s',
      'TIMESTAMP_STATED_WRONG',
      onStamps((v) => {
        v.timestamps[1].token.genTimeUtc = '2026-11-20T00:00:00.000Z';
      }),
    ),
    failing(
      'timestamps-stated-root',
      'another root stated',
      'TIMESTAMP_STATED_WRONG',
      onStamps((v) => {
        v.timestamps[0].token.rootSha256 = '0'.repeat(64);
      }),
    ),
    failing(
      'timestamps-hash',
      'another hash stated of a token',
      'TIMESTAMP_LIST_INVALID',
      onStamps((v) => {
        v.timestamps[1].response.sha256 = '0'.repeat(64);
      }),
    ),
    failing(
      'timestamps-order',
      'time stamps in another order',
      'TIMESTAMP_LIST_INVALID',
      onStamps((v) => v.timestamps.reverse()),
    ),
    failing(
      'timestamps-member',
      'a member that a time stamp may not have',
      'TIMESTAMP_LIST_INVALID',
      onStamps((v) => {
        v.timestamps[0].isTrusted = true;
      }),
    ),
    failing(
      'timestamps-of-unlisted',
      'a time stamp over a checkpoint that is not there',
      'TIMESTAMP_LIST_INVALID',
      edited(sound, (f) => {
        editJson(f, list, (v) => v.checkpoints.shift());
        f.delete(checkpointPath(8));
      }),
    ),
    failing(
      'token-bit',
      'a bit of a token’s signature',
      'TIMESTAMP_SIGNATURE_INVALID',
      edited(sound, (f) => {
        f.set(response, flipped(f.get(response) ?? Buffer.alloc(0), (f.get(response)?.length ?? 0) - 3));
        editJson(f, stamps, (v) => {
          v.timestamps[1].response = stated(response, f.get(response) ?? Buffer.alloc(0));
        });
      }),
    ),
    failing(
      'token-unlisted',
      'a token that is not listed',
      'FILE_NOT_EXPECTED',
      edited(sound, (f) => f.set('data/timestamps/25-9.tsr', f.get(response) ?? Buffer.alloc(0))),
    ),
  ];
}

/** An index, or files, that are not what was sealed; the owner of the key signs them all the same. */
export function evidenceForgeries(sound: Buffer): readonly Forgery[] {
  const index = packagePaths.evidenceIndex;
  const onIndex = (edit: (value: Loose) => void) => edited(sound, (f) => editJson(f, index, edit));
  const onExhibit = (number: string, edit: (exhibit: Loose) => void) =>
    onIndex((v) => edit(exhibitNumbered(v, number)));
  const swap = (f: BagFiles, one: string, other: string) => {
    const [a, b] = [f.get(one), f.get(other)];
    f.set(one, b ?? Buffer.alloc(0));
    f.set(other, a ?? Buffer.alloc(0));
  };
  const appended = Buffer.concat([
    DOSSIER,
    Buffer.from('3 0 obj\n<<>>\nendobj\nxref\n0 0\ntrailer\n<</Prev 107>>\nstartxref\n300\n%%EOF\n'),
  ]);
  const setDossier = (f: BagFiles, bytes: Buffer) => {
    f.set(packagePaths.dossier, bytes);
    editJson(f, index, (v) => {
      v.dossier.sha256 = sha256(bytes);
    });
  };
  return [
    failing(
      'index-member-twice',
      'a member of the index twice',
      'INDEX_NOT_CANONICAL',
      edited(sound, (f) => editText(f, index, (text) => `${text.slice(0, -1)},"origin":"x"}`)),
    ),
    failing(
      'index-member-extra',
      'a member that the index may not have',
      'INDEX_SCHEMA_INVALID',
      onIndex((v) => {
        v.verified = true;
      }),
    ),
    failing(
      'index-white-space',
      'a line feed behind the index',
      'INDEX_NOT_CANONICAL',
      edited(sound, (f) => editText(f, index, (text) => `${text}\n`)),
    ),
    failing(
      'index-missing',
      'no index',
      'INDEX_NOT_CANONICAL',
      edited(sound, (f) => f.delete(index)),
    ),
    failing(
      'index-amount',
      'the amount in the index',
      'EVIDENCE_ORDER_MISMATCH',
      onIndex((v) => {
        v.order.facts.amountFen = 1;
      }),
    ),
    failing(
      'index-status',
      'the status before it changed',
      'EVIDENCE_ORDER_MISMATCH',
      onIndex((v) => {
        v.order.facts.status = 'awaiting-delivery';
      }),
    ),
    failing(
      'index-fixed-until',
      'another time until which is fixed',
      'EVIDENCE_ORDER_MISMATCH',
      onIndex((v) => {
        v.fixedUntilUtc = '2020-01-01T00:00:00.000Z';
      }),
    ),
    failing(
      'index-kind',
      'the kind of an exhibit',
      'EVIDENCE_MISMATCH',
      onExhibit('2-1', (x) => {
        x.kind = 'E05';
      }),
    ),
    failing(
      'index-number',
      'the number of an exhibit',
      'EVIDENCE_MISMATCH',
      onExhibit('2-1', (x) => {
        x.number = '2-9';
      }),
    ),
    failing(
      'index-note',
      'the note of an exhibit',
      'EVIDENCE_MISMATCH',
      onExhibit('5-1', (x) => {
        x.note = '改';
      }),
    ),
    failing(
      'index-note-twin',
      'a note that only looks the same',
      'EVIDENCE_MISMATCH',
      onExhibit('5-1', (x) => {
        x.note = x.note.replace('商', '\u5546\u200b');
      }),
    ),
    failing(
      'index-file-name-composed',
      'a file name composed instead of decomposed',
      'EVIDENCE_MISMATCH',
      onExhibit('5-1', (x) => {
        x.provenance.import.fileName = x.provenance.import.fileName.normalize('NFC');
      }),
    ),
    failing(
      'index-time',
      'the time of a capture',
      'EVIDENCE_MISMATCH',
      onExhibit('2-1', (x) => {
        x.provenance.clock.utc = '2020-01-01T00:00:00.000Z';
      }),
    ),
    failing(
      'index-path',
      'an exhibit that shows the dossier',
      'EVIDENCE_MISMATCH',
      onExhibit('2-1', (x) => {
        x.path = packagePaths.dossier;
      }),
    ),
    failing(
      'index-call',
      'who was on a call',
      'EVIDENCE_MISMATCH',
      onExhibit('5-2', (x) => {
        x.call.wasOtherSideTold = 'no';
      }),
    ),
    failing(
      'index-recording',
      'the marks of a recording',
      'EVIDENCE_MISMATCH',
      onExhibit('4-1', (x) => {
        x.provenance.recording.marks = [];
      }),
    ),
    failing(
      'exhibit-twice',
      'an exhibit twice',
      'EVIDENCE_DUPLICATE',
      onIndex((v) => {
        v.exhibits[1] = v.exhibits[0];
      }),
    ),
    failing(
      'exhibit-hidden',
      'an exhibit taken out of the index',
      'EVIDENCE_MISSING',
      onIndex((v) => v.exhibits.shift()),
    ),
    failing(
      'exhibit-hidden-consistently',
      'an exhibit, its file and its lines taken out, by a stranger',
      'PACKAGE_SIGNATURE_INVALID',
      edited(
        sound,
        (f) => {
          const item = '"itemId":"i-00000000000000000000000002"';
          const kept = (f.get(packagePaths.entries)?.toString() ?? '')
            .split('\n')
            .filter((line) => !line.includes(item));
          const seqs = new Set(kept.filter((line) => line !== '').map((line) => JSON.parse(line).seq));
          f.set(packagePaths.entries, Buffer.from(kept.join('\n')));
          editJson(f, packagePaths.proofs, (v) => {
            v.proofs = v.proofs.filter((one: Loose) => seqs.has(one.seq));
          });
          f.delete(originalOf(f, '5-1'));
          editJson(f, index, (v) => {
            v.exhibits = v.exhibits.filter((one: Loose) => one.number !== '5-1');
          });
        },
        'as-it-was',
      ),
    ),
    failing(
      'original-changed',
      'another original',
      'ORIGINAL_MISMATCH',
      edited(sound, (f) => f.set(originalOf(f, '2-1'), Buffer.from('other'))),
    ),
    failing(
      'original-removed',
      'an original taken out',
      'ORIGINAL_MISSING',
      edited(sound, (f) => f.delete(originalOf(f, '2-1'))),
    ),
    failing(
      'originals-exchanged',
      'two originals change places',
      'ORIGINAL_MISMATCH',
      edited(sound, (f) => swap(f, originalOf(f, '2-1'), originalOf(f, '5-1'))),
    ),
    failing(
      'originals-exchanged-by-stranger',
      'the same, signature as it was',
      'PACKAGE_SIGNATURE_INVALID',
      edited(sound, (f) => swap(f, originalOf(f, '2-1'), originalOf(f, '5-1')), 'as-it-was'),
    ),
    failing(
      'originals-exchanged-in-index',
      'two exhibits change hashes and files',
      'EVIDENCE_MISMATCH',
      edited(sound, (f) => {
        swap(f, originalOf(f, '2-1'), originalOf(f, '5-1'));
        editJson(f, index, (v) => {
          const [one, other] = [exhibitNumbered(v, '2-1'), exhibitNumbered(v, '5-1')];
          [one.sha256, other.sha256] = [other.sha256, one.sha256];
          [one.sizeBytes, other.sizeBytes] = [other.sizeBytes, one.sizeBytes];
        });
      }),
    ),
    failing(
      'file-added',
      'a file that belongs to nothing',
      'FILE_NOT_EXPECTED',
      edited(sound, (f) => f.set('data/setup.exe', Buffer.from('MZ'))),
    ),
    failing(
      'original-twin',
      'a second original beside the first',
      'FILE_NOT_EXPECTED',
      edited(sound, (f) => f.set('data/originals/2-1-E01-copy.png', Buffer.from('x'))),
    ),
    failing(
      'original-renamed',
      'an original under another name',
      'ORIGINAL_MISSING',
      edited(sound, (f) => renamed(f, originalOf(f, '2-1'), 'data/originals/2-1-E02-x.png')),
    ),
    failing(
      'journal-removed',
      'a journal taken out',
      'RECORDING_JOURNAL_MISSING',
      edited(sound, (f) => f.delete(JOURNAL)),
    ),
    failing(
      'journal-edited',
      'a line of a journal',
      'RECORDING_JOURNAL_HASH_MISMATCH',
      edited(sound, (f) => editText(f, JOURNAL, (text) => text.replace('已被使用', '可以使用'))),
    ),
    failing(
      'recording-changed',
      'a byte of a recording',
      'ORIGINAL_MISMATCH',
      edited(sound, (f) =>
        f.set(originalOf(f, '4-1'), flipped(f.get(originalOf(f, '4-1')) ?? Buffer.alloc(0))),
      ),
    ),
    failing(
      'words-edited',
      'the words of a call',
      'TRANSCRIPT_MISMATCH',
      edited(sound, (f) => editText(f, WORDS, (text) => text.replace('请退款', '不退了'))),
    ),
    failing(
      'words-removed',
      'no words of a call',
      'TRANSCRIPT_MISSING',
      edited(sound, (f) => f.delete(WORDS)),
    ),
    failing(
      'words-elsewhere',
      'words where the ledger has none',
      'FILE_NOT_EXPECTED',
      edited(sound, (f) => f.set('data/transcripts/2-1.txt', Buffer.from('x'))),
    ),
    failing(
      'dossier-other',
      'another dossier',
      'DOSSIER_MISMATCH',
      edited(sound, (f) => f.set(packagePaths.dossier, flipped(DOSSIER, 40))),
    ),
    failing(
      'dossier-updated',
      'a dossier with an incremental update',
      'DOSSIER_INCREMENTAL',
      edited(sound, (f) => setDossier(f, appended)),
    ),
    failing(
      'dossier-updated-by-stranger',
      'the same, signature as it was',
      'PACKAGE_SIGNATURE_INVALID',
      edited(sound, (f) => setDossier(f, appended), 'as-it-was'),
    ),
    failing(
      'dossier-bytes-behind',
      'bytes behind the end of the dossier',
      'DOSSIER_INCREMENTAL',
      edited(sound, (f) => setDossier(f, Buffer.concat([DOSSIER, Buffer.from('\n\nx')]))),
    ),
  ];
}
