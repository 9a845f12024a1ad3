import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a hostile packer writes it: every field may lie. */
export interface HostileEntry {
  readonly name: string | Buffer;
  readonly bytes?: Buffer;
  readonly mode?: number;
  readonly flags?: number;
  readonly isDeflated?: boolean;
  readonly statedSize?: number;
  readonly madeBy?: number;
}

/** Packs entries with no checks at all; `count` lies about their number. */
export function packHostile(entries: readonly HostileEntry[], count = entries.length, comment = ''): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = packEntry(entry, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment, 'latin1')]);
}

function packEntry(entry: HostileEntry, offset: number) {
  const { bytes = Buffer.from('x'), mode = 0o100644, flags = 0x0800, isDeflated = false, madeBy = 3 } = entry;
  const name = Buffer.from(entry.name as string);
  const packed = isDeflated ? deflateRawSync(bytes) : bytes;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(isDeflated ? 8 : 0, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.statedSize ?? bytes.length, 18);
  common.writeUInt16LE(name.length, 22);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((mode << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const central = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, madeBy]), common, tail, name]);
  return { local: Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]), central };
}
