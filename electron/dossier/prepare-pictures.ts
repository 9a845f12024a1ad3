import type { Item } from '../../core/evidence/index.ts';
import type { NumberedItem } from '../../core/manifest/index.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Intake, IntakeError } from '../intake/index.ts';
import type { Locker } from '../locker/index.ts';
import type { Exhibit } from './compose-model.ts';
import type { ExportError } from './dossier.ts';
import type { CardReason, PreparedPicture } from './exhibit-model.ts';
import { cancelled, typesettingFailure } from './failures.ts';
import { jpegPage, losslessPage, type PicturePage } from './picture-page.ts';
import { isMedia, type MediaSources, prepareMedia } from './prepare-media.ts';

/** Longest edge of a printed picture: 250 pixels an inch on the long side of A4. */
const PRINT_EDGE_PX = 2600;

/**
 * Captures up to this size go in with their own pixels: text stays exact, nothing is encoded, and the dossier grows
 * little (22 shop pages of 1920×1080: PNG 47–191 KB, JPEG at quality 85 64–171 KB).
 */
const LOSSLESS_MAX_BYTES = 400 * 1024;

/** Two pictures are read and encoded at a time: enough to keep both intake processes busy. */
const AT_A_TIME = 2;

export interface PictureSources extends MediaSources {
  readonly locker: Pick<Locker, 'readObject'>;
  readonly onDone: (done: number) => void;
}

/**
 * Hands the picture of each exhibit to the typesetter, in a form that depends on its bytes alone. What is not a picture,
 * or cannot be decoded, gets a card. Fails only when an original is missing or damaged, or the export is cancelled.
 */
export async function preparePictures(
  numbered: readonly NumberedItem<Item>[],
  sources: PictureSources,
): Promise<Result<readonly Exhibit[], ExportError>> {
  const exhibits: Exhibit[] = [];
  for (let start = 0; start < numbered.length; start += AT_A_TIME) {
    if (sources.signal?.aborted) return cancelled();
    const batch = numbered.slice(start, start + AT_A_TIME);
    const prepared = await Promise.all(batch.map((exhibit) => preparePicture(exhibit, sources)));
    for (const [index, result] of prepared.entries()) {
      const exhibit = batch[index];
      if (!result.ok) return result;
      if (exhibit !== undefined) exhibits.push({ numbered: exhibit, prepared: result.value });
    }
    sources.onDone(exhibits.length);
  }
  return ok(exhibits);
}

async function preparePicture(
  numbered: NumberedItem<Item>,
  sources: PictureSources,
): Promise<Result<PreparedPicture, ExportError>> {
  const { item, number } = numbered;
  const { locker, intake, typesetter } = sources;
  if (isMedia(item)) {
    const media = await prepareMedia(numbered, sources);
    return media.ok ? ok({ media: media.value }) : media;
  }
  if (item.source === 'environment-check') return ok({ isEnvironmentReport: true });
  if (!item.mediaType.startsWith('image/')) return ok({ reason: 'not-a-picture' });
  const bytes = await locker.readObject(item.sha256);
  if (!bytes.ok) return bytes;
  const page = await pictureOf(item, bytes.value, intake);
  if ('reason' in page) return ok(page);
  const path = `/pictures/${number}.pdf`;
  const stored = await typesetter.ask({ step: 'picture', path, pdf: page.pdf });
  if (!stored.ok) return typesettingFailure(stored);
  return ok({ path, widthPx: page.widthPx, heightPx: page.heightPx });
}

async function pictureOf(
  item: Item,
  bytes: Uint8Array,
  intake: Intake,
): Promise<PicturePage | { readonly reason: CardReason }> {
  // SECURITY: P19. Only pictures that our own grabber encoded skip the decoder; an import never does.
  if (item.source === 'capture' && item.mediaType === 'image/png' && bytes.length <= LOSSLESS_MAX_BYTES) {
    const page = losslessPage(bytes);
    if (page !== undefined) return page;
  }
  let printable = await intake.printable(bytes, PRINT_EDGE_PX);
  // A process may be killed for reasons that have nothing to do with this picture: only a second failure counts.
  if (!printable.ok && isAccidental(printable.error.code))
    printable = await intake.printable(bytes, PRINT_EDGE_PX);
  if (!printable.ok) return { reason: cardReasons[printable.error.code] };
  const { jpeg, widthPx, heightPx } = printable.value;
  return jpegPage(jpeg, widthPx, heightPx);
}

function isAccidental(code: IntakeError): boolean {
  return code === 'INTAKE_CRASHED' || code === 'INTAKE_TIMEOUT';
}

const cardReasons: Readonly<Record<IntakeError, CardReason>> = {
  INTAKE_UNSUPPORTED: 'unsupported',
  INTAKE_TOO_LARGE: 'too-large',
  INTAKE_DAMAGED: 'damaged',
  INTAKE_CRASHED: 'crashed',
  INTAKE_TIMEOUT: 'crashed',
};
