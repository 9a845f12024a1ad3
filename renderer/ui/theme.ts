import type { ThemeConfig } from 'antd';

/** The two looks of the window; each colour of `light` has its counterpart in `dark`. */
export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly textTertiary: string;
  /** Ink blue-green: what can be done. */
  readonly ink: string;
  readonly inkHover: string;
  readonly inkSoft: string;
  readonly onInk: string;
  /** 朱砂: the mark of a sealed item, and real danger. Nothing else. */
  readonly seal: string;
  readonly sealSoft: string;
  /** 待确认: not yet known. */
  readonly amber: string;
  readonly amberSoft: string;
  /** True and checked. */
  readonly green: string;
  readonly greenSoft: string;
  readonly shadow: string;
}

const light: Palette = {
  ground: '#f3f4f2',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#eceeeb',
  line: '#dfe2de',
  lineStrong: '#c3c9c4',
  text: '#1b2322',
  textSecondary: '#4b5755',
  textTertiary: '#58635f',
  ink: '#1b5a61',
  inkHover: '#247078',
  inkSoft: '#e1edec',
  onInk: '#ffffff',
  seal: '#b3301f',
  sealSoft: '#fbeae6',
  amber: '#855600',
  amberSoft: '#fdf3dc',
  green: '#256b43',
  greenSoft: '#e5f2ea',
  shadow: 'rgba(20, 32, 30, 0.12)',
};

const dark: Palette = {
  ground: '#111718',
  surface: '#192021',
  raised: '#20292a',
  sunken: '#0d1213',
  line: '#2b3536',
  lineStrong: '#475455',
  text: '#e3e9e7',
  textSecondary: '#b0bbb8',
  textTertiary: '#97a3a0',
  ink: '#7cc0c2',
  inkHover: '#98d3d4',
  inkSoft: '#1d3638',
  onInk: '#0c1719',
  seal: '#f18b78',
  sealSoft: '#3a1f1a',
  amber: '#e2b25a',
  amberSoft: '#372b12',
  green: '#7fc79a',
  greenSoft: '#183024',
  shadow: 'rgba(0, 0, 0, 0.5)',
};

/** Colours by theme. */
export const palettes = { light, dark } as const;

/** What the system calls its interface font, with Chinese covered on each platform. */
export const FONT_FAMILY =
  '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Segoe UI", system-ui, sans-serif';
export const FONT_FAMILY_CODE =
  'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Noto Sans Mono", "DejaVu Sans Mono", monospace';

/** Publishes a palette as `--lh-…` custom properties on the document, for our own style sheets. */
export function applyPalette(mode: 'light' | 'dark'): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, colour] of Object.entries(palettes[mode])) {
    root.style.setProperty(`--lh-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
  root.style.setProperty('--lh-font', FONT_FAMILY);
  root.style.setProperty('--lh-font-code', FONT_FAMILY_CODE);
}

/** Ant Design's tokens of a palette; `algorithm` is added by whoever loads Ant Design. */
export function antTokens(mode: 'light' | 'dark', isMotionReduced: boolean): ThemeConfig {
  const colours = palettes[mode];
  return {
    token: {
      ...colourTokens(mode),
      borderRadius: 6,
      fontSize: 14,
      fontFamily: FONT_FAMILY,
      fontFamilyCode: FONT_FAMILY_CODE,
      controlHeight: 30,
      controlHeightSM: 24,
      padding: 12,
      paddingLG: 16,
      motion: !isMotionReduced,
      motionDurationSlow: '0.15s',
      motionDurationMid: '0.12s',
      motionDurationFast: '0.08s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Select: { optionSelectedBg: colours.inkSoft },
      Table: { cellPaddingBlock: 8, cellPaddingInline: 12, headerBg: colours.surface },
      Form: { itemMarginBottom: 14, labelColor: colours.textSecondary },
      Tooltip: { colorTextLightSolid: mode === 'light' ? '#ffffff' : '#111718' },
    },
  };
}

function colourTokens(mode: 'light' | 'dark'): NonNullable<ThemeConfig['token']> {
  const colours = palettes[mode];
  return {
    colorPrimary: colours.ink,
    colorInfo: colours.ink,
    colorLink: colours.ink,
    colorLinkHover: colours.inkHover,
    colorError: colours.seal,
    colorWarning: colours.amber,
    colorSuccess: colours.green,
    colorPrimaryBg: colours.inkSoft,
    colorPrimaryBgHover: colours.inkSoft,
    colorPrimaryHover: colours.inkHover,
    colorInfoBg: colours.inkSoft,
    colorInfoBorder: colours.ink,
    colorSuccessBg: colours.greenSoft,
    colorSuccessBorder: colours.green,
    colorWarningBg: colours.amberSoft,
    colorWarningBorder: colours.amber,
    colorErrorBg: colours.sealSoft,
    colorErrorBorder: colours.seal,
    colorBgLayout: colours.ground,
    colorBgContainer: colours.surface,
    colorBgElevated: colours.raised,
    colorBorder: colours.lineStrong,
    colorBorderSecondary: colours.line,
    colorText: colours.text,
    colorTextSecondary: colours.textSecondary,
    colorTextTertiary: colours.textTertiary,
    colorTextDescription: colours.textSecondary,
    colorTextPlaceholder: colours.textTertiary,
    colorTextLightSolid: colours.onInk,
    colorBgSpotlight: mode === 'light' ? '#24302f' : '#d8e2df',
  };
}
