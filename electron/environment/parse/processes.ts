/** Names of running programs, each once, sorted: no arguments, no users, no numbers. */

/** What `tasklist /fo csv /nh` prints. */
export function namesOfTasklist(text: string): readonly string[] {
  return unique(
    [...text.matchAll(/^"((?:[^"]|"")*)"/gm)].map(([, name]) => (name ?? '').replaceAll('""', '"')),
  );
}

/** What `ps -axo comm=` prints: on macOS the full path of each program. */
export function namesOfPs(text: string): readonly string[] {
  return unique(
    text.split('\n').map((line) => {
      const path = line.trim();
      const app = /([^/]+)\.app\/Contents\/MacOS\/[^/]+$/.exec(path)?.[1];
      const name = path.slice(path.lastIndexOf('/') + 1);
      return app === undefined || app === name ? name : `${app}/${name}`;
    }),
  );
}

/** Sorted, each once, none empty. */
export function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '').toSorted();
}

/** A program that is looked for, and how it is called in a sentence. */
export interface KnownProgram {
  readonly name: string;
  readonly pattern: RegExp;
}

/** Those of the known programs that run. */
export function runningOf(known: readonly KnownProgram[], names: readonly string[]): readonly string[] {
  return known.filter(({ pattern }) => names.some((each) => pattern.test(each))).map(({ name }) => name);
}

/** Programs through which somebody else may see or steer this computer. */
export const remoteControlPrograms: readonly KnownProgram[] = [
  { name: '向日葵', pattern: /^(sunlogin|aweray|awesun|slservice)/i },
  { name: 'ToDesk', pattern: /^todesk/i },
  { name: 'TeamViewer', pattern: /^(teamviewer|tv_w32|tv_x64)/i },
  { name: 'AnyDesk', pattern: /^anydesk/i },
  { name: 'RustDesk', pattern: /^rustdesk/i },
  { name: '网易UU远程', pattern: /^(gameviewer|uuremote)/i },
  { name: '无界趣连', pattern: /^(wujiequlian|ququlink)/i },
  { name: 'Parsec', pattern: /^parsec(d|\.exe|$)/i },
  { name: 'Splashtop', pattern: /^(srserver|srmanager|sragent|splashtop)/i },
  { name: 'LogMeIn', pattern: /^(logmein|lmiguardian)/i },
  { name: 'Ammyy Admin', pattern: /^(aa_v3|ammyy)/i },
  { name: 'Radmin', pattern: /^(rserver3|radmin)/i },
  { name: 'Chrome 远程桌面', pattern: /^(remoting_host|remote_assistance_host|chrome-remote-desktop)/i },
  {
    name: 'VNC',
    pattern: /^(x11vnc|xvnc|x0vncserver|x0tigervnc|tvnserver|winvnc|uvnc|vncserver|vino-server|wayvnc|krfb)/i,
  },
  { name: 'xrdp', pattern: /^xrdp/i },
  { name: 'GNOME 远程桌面', pattern: /^gnome-remote-de/i },
  { name: 'macOS 屏幕共享', pattern: /^(screensharingd|ARDAgent)(\/|$)/ },
  { name: 'Windows 远程协助', pattern: /^(msra|quickassist)\.exe$/i },
];

/** Programs that can change what a camera or the screen shows. A small list: what is not on it is not seen. */
export const captureAlteringPrograms: readonly KnownProgram[] = [
  { name: 'OBS Studio', pattern: /^obs(32|64)?(\.exe)?$/i },
  { name: 'XSplit', pattern: /^(xsplit|vcam\.exe)/i },
  { name: 'ManyCam', pattern: /^manycam/i },
  { name: 'Snap Camera', pattern: /^snap ?camera/i },
  { name: 'VCam', pattern: /^(e2esoft ?vcam|vcam)/i },
  { name: 'DroidCam', pattern: /^droidcam/i },
  { name: 'Iriun', pattern: /^iriun/i },
  { name: 'mmhmm', pattern: /^mmhmm/i },
  { name: 'Overwolf', pattern: /^overwolf/i },
  { name: 'RivaTuner', pattern: /^rtss/i },
  { name: 'Fraps', pattern: /^fraps/i },
  { name: 'Bandicam', pattern: /^bdcam/i },
  { name: 'Fiddler', pattern: /^fiddler/i },
  { name: 'Charles', pattern: /^charles(\.exe|$)/i },
  { name: 'mitmproxy', pattern: /^mitm(proxy|web|dump)/i },
  { name: 'Reqable', pattern: /^reqable/i },
];
