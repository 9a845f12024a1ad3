import type { DesktopCapturerSource, SourcesOptions } from 'electron';
import { refuse } from '../unsupported/refusal.ts';
import { capturableSources } from './capture-sources.ts';
import { nativeImage } from './native-image.ts';

/** The screens that a page can be given. */
export const desktopCapturer = {
  /** Lists only what this start of Chromium can capture. Rejects for windows and for thumbnails. */
  async getSources(options: SourcesOptions): Promise<DesktopCapturerSource[]> {
    for (const type of options.types) {
      if (type !== 'screen')
        refuse(`desktopCapturer.getSources type '${type}'`, 'only a screen can be captured');
    }
    const { width, height } = options.thumbnailSize ?? { width: 150, height: 150 };
    if (width > 0 && height > 0)
      refuse('desktopCapturer.getSources thumbnails', 'ask for thumbnailSize { width: 0, height: 0 }');
    return capturableSources().map(({ id, name, displayId }) => {
      const source = { id, name, display_id: displayId, thumbnail: nativeImage.createEmpty(), appIcon: null };
      // A screen has no icon, though Electron's declaration has no null; of a picture, what is missing throws.
      return source as unknown as DesktopCapturerSource;
    });
  },
} satisfies Pick<typeof import('electron').desktopCapturer, 'getSources'>;
