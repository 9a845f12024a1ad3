/** A deliberate defect: texts of the source replaced while the driver is bundled. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const objectStore = 'electron/locker/objects/object-store.ts';
const itemCommands = 'electron/locker/engine/item-commands.ts';

const placeAndCommit = 'electron/locker/engine/place-and-commit.ts';
const checkpointCommands = 'electron/locker/engine/checkpoint-commands.ts';
const removalCommands = 'electron/locker/engine/removal-commands.ts';

/** Without this, an object that is placed late is never named. */
const presenceNotAsked = { file: placeAndCommit, from: 'if (!areThere)', to: 'if (false)' };

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
        from: 'return commitPlaced<PlacedObject, Item, ImportError>(connection, {',
        to: 'const late = (sealed) => { globalThis.publishLater(); return sealed; };\n  return late(commitPlaced(connection, {',
      },
      {
        file: itemCommands,
        from: 'return ok({ drafts, answer: () => known(items.get(itemId)) });\n    },\n  });',
        to: 'return ok({ drafts, answer: () => known(items.get(itemId)) });\n    },\n  }));',
      },
      presenceNotAsked,
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
  caseInTwoCommits: {
    name: 'case-in-two-commits',
    edits: [
      {
        file: 'electron/locker/engine/case-commands.ts',
        from: 'const change = wellFormed(said);',
        to: `const isSplit = said.noted.length > 0 && said.withdrawn.length > 0;
      if (isSplit) this.noteCase(orderId, { ...said, noted: [] });
      const change = wellFormed(isSplit ? { ...said, withdrawn: [] } : said);`,
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
  folderNotFlushed: {
    name: 'folder-not-flushed',
    edits: [
      {
        file: objectStore,
        from: 'renameSync(temporary, path);\n  }\n  syncFolder(join(folder, sha256.slice(0, 2)));',
        to: 'renameSync(temporary, path);\n  }',
      },
    ],
  },
  tokenBeforeObjects: {
    name: 'token-before-objects',
    edits: [
      {
        file: checkpointCommands,
        from: 'store.place((sink) => sink(bytes))',
        to: "((globalThis.late ??= []).push(() => store.place((sink) => sink(bytes))), { sha256: Buffer.from(sha256(bytes)).toString('hex'), sizeBytes: bytes.length })",
      },
      {
        file: checkpointCommands,
        from: 'return commitPlaced<readonly PlacedObject[], HeldTimestamp, CheckpointRefusal>(connection, {',
        to: 'const thenPlace = (done) => { for (const place of globalThis.late) place(); return done; };\n  return thenPlace(commitPlaced(connection, {',
      },
      {
        file: checkpointCommands,
        from: 'answer: () => known(heldAlready(known(checkpoints.at(checkpoint.seq)))),\n      });\n    },\n  });',
        to: 'answer: () => known(heldAlready(known(checkpoints.at(checkpoint.seq)))),\n      });\n    },\n  }));',
      },
      presenceNotAsked,
    ],
  },
  unsignedCheckpointAccepted: {
    name: 'unsigned-checkpoint-accepted',
    edits: [
      {
        file: checkpointCommands,
        from: 'key !== null && isSignedBy(parsed.value, key.publicKey)',
        to: 'key !== null',
      },
    ],
  },
  foreignHeadAccepted: {
    name: 'foreign-head-accepted',
    edits: [
      {
        file: checkpointCommands,
        from: '|| !equalBytes(ledger.rootAt(head.size), head.root)',
        to: '',
      },
    ],
  },
  shredBeforeTombstone: {
    name: 'shred-before-tombstone',
    edits: [
      {
        file: removalCommands,
        from: 'const removed = commit(() => tombstones(parts, itemIds, reason));',
        to: 'for (const id of itemIds) for (const sha256 of objectsOf(parts.items.get(id))) { const path = retireObject(connection.objectsFolder, sha256); if (path !== undefined) shredRetired(connection.objectsFolder, path); }\n      const removed = commit(() => tombstones(parts, itemIds, reason));',
      },
    ],
  },
  sharedObjectShredded: {
    name: 'shared-object-shredded',
    edits: [{ file: removalCommands, from: 'if (rows.isNamed(sha256)) continue;', to: '' }],
  },
  removalNotFinished: {
    name: 'removal-not-finished',
    edits: [
      {
        file: 'electron/locker/engine/removal-commands.ts',
        from: 'if (left.length > 0) shredUnnamed(connection, rows, left);',
        to: '',
      },
    ],
  },
  notOverwritten: {
    name: 'not-overwritten',
    edits: [{ file: 'electron/locker/objects/shred.ts', from: 'overwrite(path);\n', to: '' }],
  },
  upgradeInPieces: {
    name: 'upgrade-in-pieces',
    edits: [
      {
        file: 'electron/locker/database/open-writer.ts',
        from: 'steps.immediate();',
        to: 'upgradeSchema(database, knownVersionOf(database));',
      },
    ],
  },
} as const satisfies Record<string, Mutant>;
