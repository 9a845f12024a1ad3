import { createRequire } from 'node:module';

const installed = createRequire(import.meta.url);

/** Fonts of the dossier in the order they are asked for a glyph; all are under the SIL Open Font License. */
const fontModules = [
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  '@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf',
] as const;

/** Paths of the font files that the app ships. */
export function fontPaths(): readonly string[] {
  return fontModules.map((fontModule) => installed.resolve(fontModule));
}
