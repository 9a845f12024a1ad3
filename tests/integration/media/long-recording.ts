import {
  ALL_FORMATS,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { fixture } from './media-locker.ts';

/**
 * Writes a recording as a recorder does, without length and seek points: `repeats` times the recorder's fixture. Gives
 * the length of one repeat in milliseconds.
 */
export async function writeLongRecording(path: string, repeats: number): Promise<number> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(fixture('recorder.webm')) });
  const [picture, tone] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  if (picture === null || tone === null) throw new Error('the fixture has picture and sound');
  const video = await packetsOf(picture);
  const sound = await packetsOf(tone);
  const stepSeconds = Math.ceil(await input.computeDuration());
  const output = new Output({
    format: new WebMOutputFormat({ appendOnly: true }),
    target: new FilePathTarget(path),
  });
  const videoSource = new EncodedVideoPacketSource('vp9');
  const soundSource = new EncodedAudioPacketSource('opus');
  output.addVideoTrack(videoSource);
  output.addAudioTrack(soundSource);
  await output.start();
  const [videoConfig, soundConfig] = [await picture.getDecoderConfig(), await tone.getDecoderConfig()];
  if (videoConfig === null || soundConfig === null) throw new Error('the fixture can be decoded');
  const later = (packet: EncodedPacket, repeat: number) =>
    packet.clone({ timestamp: packet.timestamp + repeat * stepSeconds });
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const all = [
      ...video.map((packet) => ({ packet: later(packet, repeat), isVideo: true })),
      ...sound.map((packet) => ({ packet: later(packet, repeat), isVideo: false })),
    ].sort((a, b) => a.packet.timestamp - b.packet.timestamp);
    for (const { packet, isVideo } of all) {
      if (isVideo) await videoSource.add(packet, { decoderConfig: videoConfig });
      else await soundSource.add(packet, { decoderConfig: soundConfig });
    }
  }
  await output.finalize();
  input.dispose();
  return stepSeconds * 1000;
}

async function packetsOf(
  track: ConstructorParameters<typeof EncodedPacketSink>[0],
): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return packets;
}
