/** Silences what Chromium does of its own accord; the resolver rules below are what makes it certain. */
const QUIET_FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--no-pings',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-hang-monitor',
  '--disable-prompt-on-repost',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--disable-sync',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
];

/** An unmapped window must go on working: it records while it is out of the picture. */
const ALWAYS_AWAKE_FLAGS = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const DISABLED_FEATURES = [
  'AimEnabled',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'InterestFeedContentSuggestions',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationGuideModelDownloading',
  'OptimizationHints',
  'PreconnectToSearch',
  'Translate',
];

export interface FlagInputs {
  readonly profileFolder: string;
  readonly loopbackPort: number;
  /** A development server that pages may be loaded from, as `host:port`; absent in every other case. */
  readonly developmentServer: string | null;
  /** Switches the application, or whoever started it, asked for. */
  readonly requested: readonly string[];
  readonly hasSandbox: boolean;
  /** Which screen a capture takes. */
  readonly captureSource: readonly string[];
}

/** Every flag of the one Chromium process. */
export function chromiumFlags(inputs: FlagInputs): string[] {
  const { enabled, disabled, others } = splitFeatures(inputs.requested);
  return [
    `--user-data-dir=${inputs.profileFolder}`,
    '--remote-debugging-pipe',
    '--no-startup-window',
    '--keep-alive-for-test',
    ...QUIET_FLAGS,
    ...ALWAYS_AWAKE_FLAGS,
    `--disable-features=${[...new Set([...DISABLED_FEATURES, ...disabled])].join(',')}`,
    ...(enabled.length > 0 ? [`--enable-features=${[...new Set(enabled)].join(',')}`] : []),
    `--host-resolver-rules=${resolverRules(inputs)}`,
    // Peer connections name addresses themselves and so pass the resolver by.
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--autoplay-policy=no-user-gesture-required',
    ...windowFlags(inputs.hasSandbox),
    ...inputs.captureSource,
    ...others.filter((flag) => !isOverriding(flag)),
  ];
}

/** Flags that a window opened in the running process must repeat, or it shows a warning bar. */
export function windowFlags(hasSandbox: boolean): string[] {
  return hasSandbox ? ['--test-type'] : ['--no-sandbox', '--test-type'];
}

/** SECURITY: no name and no address but our own loopback server can be reached by any page. */
function resolverRules({ loopbackPort, developmentServer }: FlagInputs): string {
  const reachable = [`127.0.0.1:${loopbackPort}`, `*.localhost:${loopbackPort}`];
  const rules = reachable.map((pattern) => `MAP ${pattern} 127.0.0.1:${loopbackPort}`);
  if (developmentServer) rules.push(`MAP ${developmentServer} ${developmentServer}`);
  return [...rules, 'MAP * ~NOTFOUND'].join(', ');
}

function splitFeatures(requested: readonly string[]) {
  const listed = (prefix: string) =>
    requested
      .filter((flag) => flag.startsWith(prefix))
      .flatMap((flag) => flag.slice(prefix.length).split(','));
  const others = requested.filter((flag) => !/^--(enable|disable)-features=/.test(flag));
  return {
    enabled: listed('--enable-features=').filter(Boolean),
    disabled: listed('--disable-features=').filter(Boolean),
    others,
  };
}

/** A request may add to the runtime's own flags but not undo what its promises rest on. */
function isOverriding(flag: string): boolean {
  return /^--(user-data-dir|host-resolver-rules|host-rules|proxy-server|app|no-sandbox|test-type|disable-web-security|disable-popup-blocking)\b/.test(
    flag,
  );
}
