import { packagePaths } from '../../manifest/index.ts';
import type { BagMember } from '../archive/open-archive.ts';
import type { VerificationPlatform } from '../ports.ts';
import type { Steps } from '../steps.ts';
import type { MeasuredBag } from './bag-findings.ts';
import { createPdfEndCheck } from './pdf-end.ts';

/** What a run of bytes is known by. */
export interface Measured {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** As ZIP archives hold it. */
  readonly crc32: number;
  readonly sizeBytes: number;
}

/** Largest of the files that are read whole; originals and the dossier are only streamed. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** Reads every byte of a bag once; progress is told in bytes, within large files too. */
export async function measureBag(
  members: ReadonlyMap<string, BagMember>,
  platform: VerificationPlatform,
  steps: Steps,
): Promise<MeasuredBag> {
  const files = new Map<string, Measured>();
  const texts = new Map<string, Uint8Array>();
  const total = [...members.values()].reduce((sum, { content }) => sum + content.size, 0);
  let done = 0;
  const advance = (length: number) => {
    done += length;
    steps.advance('package', done, total);
  };
  advance(0);
  const dossierEnd = createPdfEndCheck();
  for (const member of members.values()) {
    const { measured, text } = await measureMember(member, platform, (piece) => {
      if (member.path === packagePaths.dossier) dossierEnd.push(piece);
      advance(piece.length);
    });
    files.set(member.path, measured);
    if (text !== undefined) texts.set(member.path, text);
  }
  return { files, texts, isDossierAppended: dossierEnd.isAppended() };
}

async function measureMember(
  { path, content }: BagMember,
  { createSha256, crc32 }: VerificationPlatform,
  onPiece: (piece: Uint8Array) => void,
): Promise<{ readonly measured: Measured; readonly text: Uint8Array | undefined }> {
  const isStreamed = path === packagePaths.dossier || path.startsWith(packagePaths.originals);
  const text = isStreamed || content.size > MAX_TEXT_BYTES ? undefined : new Uint8Array(content.size);
  const hash = createSha256();
  let checksum = 0;
  let sizeBytes = 0;
  for await (const piece of content.read(0, content.size)) {
    hash.update(piece);
    checksum = crc32(piece, checksum);
    text?.set(piece, sizeBytes);
    sizeBytes += piece.length;
    onPiece(piece);
  }
  return { measured: { sha256: hash.digestHex(), crc32: checksum, sizeBytes }, text };
}
