import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { toHex } from '../../../core/hex.ts';
import { entryHash, formatTreeHead, leafHash, merkleTree, originOf } from '../../../core/ledger/index.ts';
import { openEngine } from '../../../electron/locker/engine/open-engine.ts';
import { importOf, orderFacts, temporaryLocker, unwrap } from './samples.ts';

/**
 * The worked example of docs/format.md: a locker with one order and one imported file, made by the program itself with
 * a stopped clock and counted randomness, read back from its files.
 */
export function formatExample(): string {
  const place = temporaryLocker();
  try {
    const item = makeExampleLocker(place.options);
    const { directory, stateFolder } = place.options;
    const rows = readRows(join(directory, 'locker.sqlite'));
    const tree = merkleTree(rows.map(({ bytes }) => leafHash(bytes)));
    const lockerId = `${'0'.repeat(25)}1`;
    const head = formatTreeHead({ origin: originOf(lockerId), size: tree.size, root: tree.root });
    const witness = readFileSync(join(stateFolder, 'heads', `${lockerId}.txt`), 'utf8');
    const object = join('objects', item.sha256.slice(0, 2), item.sha256);
    return [
      `The file \`${object}\` holds the ${item.sizeBytes} bytes \`hello\`.`,
      ...rows.map(entryText),
      'Roots of the tree over the first entries:',
      fenced(rows.map((_, at) => `${at + 1}  ${rootOf(rows, at + 1)}`)),
      'Proof that entry 2 is in the tree of all four, leaf to root:',
      fenced(tree.inclusionProof(2).map(toHex)),
      'Proof that the tree of two is a prefix of the tree of four:',
      fenced(tree.consistencyProof(2).map(toHex)),
      `The tree head, as the witness \`heads/${lockerId}.txt\` holds it:`,
      fenced((witness === head ? head : 'the witness differs').trimEnd().split('\n')),
    ].join('\n\n');
  } finally {
    place.remove();
  }
}

interface Row {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly hash: Buffer;
}

function makeExampleLocker(options: ReturnType<typeof temporaryLocker>['options']) {
  const now = Date.parse('2026-11-23T06:35:02.500Z');
  const counter = (length: number) => {
    const given: number[] = [];
    return () => String(given.push(0)).padStart(length, '0');
  };
  const software = (name: string, version: string) => ({ name, version });
  const engine = unwrap(
    openEngine(options, {
      clock: { now: () => now, facts: () => importOf('').provenance.clock },
      environment: () => ({
        app: software('liuhen', '0.1.0'),
        runtime: software('node', '24.21.0'),
        operatingSystem: software('Linux x64', '6.1'),
      }),
      id: counter(26),
      nonce: counter(32),
    }),
  );
  const order = unwrap(engine.orders.add(orderFacts()));
  const assignment = { orderId: order.id, by: 'user' } as const;
  const content = { bytes: new TextEncoder().encode('hello') };
  const item = unwrap(engine.items.seal({ ...importOf(''), content, mediaType: 'text/plain', assignment }));
  engine.close();
  return item;
}

function readRows(path: string): readonly Row[] {
  const database = new SqliteDatabase(path, { readonly: true });
  const rows = database.prepare<[], Row>('SELECT seq, bytes, hash FROM ledger_entry ORDER BY seq').all();
  database.close();
  return rows;
}

function entryText({ seq, bytes, hash }: Row): string {
  if (entryHash(bytes) !== toHex(hash)) throw new Error('the stored hash is that of the bytes');
  return [
    `Entry ${seq}, ${bytes.length} bytes of UTF-8 in one line:`,
    fenced([bytes.toString('utf8')], 'json'),
    fenced([`SHA-256  ${toHex(hash)}`, `leaf     ${toHex(leafHash(bytes))}`]),
  ].join('\n\n');
}

function rootOf(rows: readonly Row[], size: number): string {
  return toHex(merkleTree(rows.slice(0, size).map(({ bytes }) => leafHash(bytes))).root);
}

function fenced(lines: readonly string[], language = ''): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}
