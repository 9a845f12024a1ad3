import type { Findings } from '../protocol.ts';
import { containerFor, playedAs } from './containers.ts';
import type { Footage } from './footage.ts';
import { Refusal } from './refusal.ts';

/** Packets from which the frame rate is taken: reading all of a long file only for that would take minutes. */
const RATE_PACKETS = 120;

/** What the file is and whether players play it as it is. Reads its beginning and its end. */
export async function describeFootage(footage: Footage): Promise<Findings> {
  const { video, sound } = footage;
  if (video === null && sound === null) throw new Refusal('MEDIA_UNREADABLE', 'neither picture nor sound');
  const kind = video === null ? 'audio' : 'video';
  const { plays, subtype } = await playbackOf(footage);
  const parameters = await Promise.all([video, sound].map((track) => track?.getCodecParameterString()));
  const codecs = parameters.filter((codec) => typeof codec === 'string').join(', ');
  const isNamed = codecs !== '' && !['wav', 'mpeg', 'flac', 'aac'].includes(subtype);
  return {
    contentType: `${kind}/${subtype}${isNamed ? `; codecs="${codecs}"` : ''}`,
    kind,
    durationMs: await footage.endMs(),
    video: video === null ? null : await pictureOf(video),
    sound:
      sound === null
        ? null
        : {
            codec: (await sound.getCodec()) ?? 'unknown',
            channelCount: await sound.getNumberOfChannels(),
            sampleRateHz: await sound.getSampleRate(),
          },
    plays,
  };
}

async function playbackOf({
  video,
  sound,
  formatName,
  isSeekable,
}: Footage): Promise<{ readonly plays: Findings['plays']; readonly subtype: string }> {
  const main = await (video ?? sound)?.getCodec();
  const subtype = playedAs(formatName);
  if (main === null || main === undefined) return { plays: 'no', subtype: subtype ?? 'octet-stream' };
  if (subtype !== null && isSeekable) return { plays: 'as-is', subtype };
  const codecs = [await video?.getCodec(), await sound?.getCodec()].filter((codec) => codec != null);
  const container = containerFor(formatName, codecs);
  if (container === undefined) return { plays: 'no', subtype: subtype ?? 'octet-stream' };
  return { plays: 'copy', subtype: container.subtype };
}

async function pictureOf(video: NonNullable<Footage['video']>): Promise<NonNullable<Findings['video']>> {
  const rate = await video
    .computePacketStats(RATE_PACKETS, { metadataOnly: true })
    // A file that is cut off right after its head has no packets to count.
    .catch(() => undefined);
  const framesPerSecond = rate?.averagePacketRate ?? 0;
  const isTurned = (await video.getRotation()) % 180 !== 0;
  const [widthPx, heightPx] = [await video.getCodedWidth(), await video.getCodedHeight()];
  return {
    codec: (await video.getCodec()) ?? 'unknown',
    widthPx: isTurned ? heightPx : widthPx,
    heightPx: isTurned ? widthPx : heightPx,
    framesPerSecond: Number.isFinite(framesPerSecond) && framesPerSecond > 0 ? framesPerSecond : null,
  };
}
