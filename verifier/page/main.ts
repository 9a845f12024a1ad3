import { checkPackage, type PackageReport } from '../../core/verification/index.ts';
import { browserPlatform } from './browser-platform.ts';
import { type Chosen, chosenArchive, chosenByDrop, chosenFolder } from './chosen-files.ts';
import { element } from './dom.ts';
import { type PageState, pageView } from './page-view.ts';
import type { Finished } from './report-view.ts';
import { chinese, english } from './texts.ts';
import { ownRoots, type Root, readFingerprint, readRoot } from './trusted-roots.ts';

// The offline check page: everything happens here, nothing is sent anywhere (its policy forbids it).

declare global {
  interface Window {
    /** The report of the last check that ended, for tests and for whoever automates the page. */
    liuhenReport?: PackageReport;
  }
}

let state: PageState = {
  texts: chinese,
  phase: 'waiting',
  problem: undefined,
  roots: ownRoots,
};
let running: { aborted: boolean } | undefined;

function show(change: Partial<PageState>): void {
  state = { ...state, ...change };
  const { texts } = state;
  document.documentElement.lang = texts.language;
  document.title = `留痕 · ${texts.title}`;
  document.getElementById('page')?.replaceChildren(pageView(state, actions));
}

const actions = {
  switchLanguage: () => show({ texts: state.texts === chinese ? english : chinese }),
  chooseArchive: () =>
    choose({ accept: '.zip,application/zip' }, ([file]) => file && check(chosenArchive(file))),
  chooseFolder: () =>
    choose({ webkitdirectory: true }, (files) =>
      checkOrSay(chosenFolder(files.map((file) => ({ path: file.webkitRelativePath, file })))),
    ),
  addRootFile: () =>
    choose({ accept: '.pem,.crt,.cer,.der' }, async ([file]) => addRoot(file && (await readRoot(file)))),
  addFingerprint: (text: string) => addRoot(readFingerprint(text)),
  cancel: () => {
    if (running !== undefined) running.aborted = true;
  },
  restart: () => show({ phase: 'waiting', problem: undefined }),
  download: (finished: Finished) => download(finished),
  print: () => window.print(),
};
export type Actions = typeof actions;

function addRoot(root: Root | undefined): void {
  if (root === undefined) {
    show({ problem: state.texts.notARoot });
    return;
  }
  const isKnown = state.roots.some(({ sha256 }) => sha256 === root.sha256);
  show({ problem: undefined, roots: isKnown ? state.roots : [...state.roots, root] });
}

async function checkOrSay(chosen: Chosen | undefined): Promise<void> {
  if (chosen === undefined) show({ problem: state.texts.noBag });
  else await check(chosen);
}

async function check(chosen: Chosen): Promise<void> {
  const platform = browserPlatform();
  if (platform === undefined) {
    show({ problem: state.texts.noWebCrypto });
    return;
  }
  if (running !== undefined) return;
  const signal = { aborted: false };
  running = signal;
  let shownAt = 0;
  show({ phase: { name: chosen.name, done: 0, total: chosen.sizeBytes }, problem: undefined });
  try {
    const result = await checkPackage(chosen.source, {
      platform,
      trustedRoots: new Set(state.roots.map(({ sha256 }) => sha256)),
      signal,
      onProgress: (_, done, total) => {
        if (performance.now() - shownAt < 100) return;
        shownAt = performance.now();
        show({ phase: { name: chosen.name, done, total } });
      },
    });
    if (!result.ok) {
      const problem = result.error.code === 'CANCELLED' ? state.texts.cancelled : result.error.message;
      show({ phase: 'waiting', problem });
    } else {
      finish(result.value, chosen.name);
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    show({ phase: 'waiting', problem: state.texts.unreadable });
  } finally {
    running = undefined;
  }
}

function finish(report: PackageReport, fileName: string): void {
  window.liuhenReport = report;
  show({ phase: { report, fileName, checkedAtUtc: new Date().toISOString() } });
  document.getElementById('verdict')?.focus();
}

function choose(
  attributes: Readonly<Record<string, string | boolean>>,
  use: (files: readonly File[]) => unknown,
): void {
  const input = element('input', { type: 'file', ...attributes });
  input.addEventListener('change', () => void use([...(input.files ?? [])]));
  input.click();
}

function download({ report, fileName, checkedAtUtc }: Finished): void {
  const { verdict, checks, treeHead, exhibits } = report;
  const trustedRoots = state.roots.map(({ sha256 }) => sha256);
  const document_ = { verdict, checks, treeHead, exhibits, fileName, checkedAtUtc, trustedRoots };
  const blob = new Blob([`${JSON.stringify(document_, undefined, 2)}\n`], { type: 'application/json' });
  const link = element('a', { href: URL.createObjectURL(blob), download: `${fileName}.verify.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const { dataTransfer } = event;
  if (dataTransfer !== null) void chosenByDrop(dataTransfer).then(checkOrSay);
});
show({});
