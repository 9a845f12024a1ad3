/** A deliberate defect: texts of the source replaced while the driver is bundled. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const objectStore = 'electron/locker/objects/object-store.ts';
const itemCommands = 'electron/locker/engine/item-commands.ts';

/** The defects that the suite must catch (P03). */
export const mutants = {
  noFsync: {
    name: 'no-fsync',
    edits: [
      {
        file: objectStore,
        from: 'length);\n    fchmodSync(file, 0o444);\n    fsyncSync(file);',
        to: 'length);\n    fchmodSync(file, 0o444);',
      },
    ],
  },
  renameAfterCommit: {
    name: 'rename-after-commit',
    edits: [
      {
        file: objectStore,
        from: 'publish({ folder, codec, temporary, sha256: placed.sha256 });',
        to: 'globalThis.publishLater = () => publish({ folder, codec, temporary, sha256: placed.sha256 });',
      },
      {
        file: itemCommands,
        from: 'return commit(() => {\n    if (!isOrderKnown())',
        to: 'const late = (sealed) => { globalThis.publishLater(); return sealed; };\n  return late(commit(() => {\n    if (!isOrderKnown())',
      },
      {
        file: itemCommands,
        from: 'answer: () => known(items.get(itemId)) });\n  });',
        to: 'answer: () => known(items.get(itemId)) });\n  }));',
      },
    ],
  },
  synchronousNormal: {
    name: 'synchronous-normal',
    edits: [
      {
        file: 'electron/locker/database/pragmas.ts',
        from: "set: 'synchronous = FULL', value: 2",
        to: "set: 'synchronous = NORMAL', value: 1",
      },
    ],
  },
  hashSkipped: {
    name: 'hash-skipped',
    edits: [
      {
        file: objectStore,
        from: 'hash.update(chunk);\n    sizeBytes',
        to: 'if (sizeBytes === 0) hash.update(chunk.subarray(0, 100));\n    sizeBytes',
      },
    ],
  },
  acknowledgedUnflushed: {
    name: 'acknowledged-unflushed',
    edits: [
      {
        file: 'electron/locker/recordings/writer.ts',
        from: 'fdatasyncSync(stream);',
        to: '',
      },
    ],
  },
  tailDropped: {
    name: 'tail-dropped',
    edits: [
      {
        file: 'electron/locker/recordings/mend.ts',
        from: 'const found = compareFile(place.stream, expected.chunks);',
        to: "process.getBuiltinModule('node:fs').truncateSync(place.stream, expected.sizeBytes);\n  const found = compareFile(place.stream, expected.chunks);",
      },
    ],
  },
} as const satisfies Record<string, Mutant>;
