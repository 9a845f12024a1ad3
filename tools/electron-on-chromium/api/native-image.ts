import { readFileSync } from 'node:fs';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const WIDTH_OFFSET = 16;
const HEIGHT_OFFSET = 20;

/** A picture kept as the PNG it came as. */
class NativeImage {
  private readonly png: Buffer | null;

  constructor(png: Buffer | null) {
    this.png = png;
  }

  isEmpty(): boolean {
    return this.png === null;
  }

  toPNG(): Buffer {
    return Buffer.from(this.png ?? []);
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.toPNG().toString('base64')}`;
  }

  getSize(): { width: number; height: number } {
    if (!this.png) return { width: 0, height: 0 };
    return { width: this.png.readUInt32BE(WIDTH_OFFSET), height: this.png.readUInt32BE(HEIGHT_OFFSET) };
  }
}
defineUnsupported(NativeImage.prototype, 'NativeImage', UNSUPPORTED_MEMBERS.NativeImage);

export type NativeImageObject = NativeImage;

export const nativeImage = {
  createEmpty: () => new NativeImage(null),
  createFromBuffer(buffer: Buffer): NativeImage {
    if (!buffer.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
      refuse('nativeImage.createFromBuffer', 'only PNG is read');
    }
    return new NativeImage(Buffer.from(buffer));
  },
  /** Empty, as in Electron, when the file cannot be read. */
  createFromPath(path: string): NativeImage {
    let content: Buffer;
    try {
      content = readFileSync(path);
    } catch {
      return new NativeImage(null);
    }
    return nativeImage.createFromBuffer(content);
  },
};
defineUnsupported(nativeImage, 'nativeImage', UNSUPPORTED_MEMBERS.nativeImage);
