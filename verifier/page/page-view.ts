import { element, foreign } from './dom.ts';
import type { Actions } from './main.ts';
import { type Finished, reportView, sentencesView } from './report-view.ts';
import type { Texts } from './texts.ts';
import type { Root } from './trusted-roots.ts';

export interface Progress {
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

/** All that the page shows follows from this. */
export interface PageState {
  readonly texts: Texts;
  readonly phase: 'waiting' | Progress | Finished;
  readonly problem: string | undefined;
  readonly roots: readonly Root[];
}

/** The whole page. */
export function pageView(state: PageState, actions: Actions): HTMLElement {
  const { texts, phase, problem } = state;
  return element(
    'main',
    {},
    element(
      'header',
      {},
      element('span', { class: 'brand' }, '留痕'),
      element('h1', {}, texts.title),
      element(
        'button',
        { class: 'plain', type: 'button', click: actions.switchLanguage },
        texts.otherLanguage,
      ),
    ),
    ...(phase === 'waiting' ? waitingView(state, actions) : []),
    ...(problem === undefined ? [] : [element('p', { class: 'problem', role: 'alert' }, problem)]),
    ...(phase !== 'waiting' && 'total' in phase ? [progressView(phase, texts, actions)] : []),
    ...(phase !== 'waiting' && 'report' in phase ? finishedView(phase, texts, actions) : []),
    sentencesView(texts.limits, texts.limitLines),
    sentencesView(texts.ownLimits, texts.ownLimitLines),
  );
}

function waitingView({ texts, roots }: PageState, actions: Actions): readonly HTMLElement[] {
  return [
    element('p', { class: 'lead' }, texts.lead),
    element(
      'section',
      { class: 'drop' },
      element('p', {}, texts.drop),
      element(
        'button',
        { class: 'primary', type: 'button', click: actions.chooseArchive },
        texts.chooseArchive,
      ),
      element('button', { type: 'button', click: actions.chooseFolder }, texts.chooseFolder),
      element('p', { class: 'hint' }, texts.folderHint),
    ),
    rootsView(texts, roots, actions),
  ];
}

function rootsView(texts: Texts, roots: readonly Root[], actions: Actions): HTMLElement {
  const input = element('input', {
    type: 'text',
    'aria-label': texts.fingerprint,
    placeholder: texts.fingerprint,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const add = () => actions.addFingerprint(input.value);
  return element(
    'details',
    { class: 'card', ...(roots.length > 4 ? { open: true } : {}) },
    element('summary', {}, `${texts.roots}（${roots.length}）`),
    element(
      'ul',
      { class: 'roots' },
      ...roots.map(({ name, sha256 }) =>
        element('li', {}, foreign(name), element('code', {}, grouped(sha256))),
      ),
    ),
    element('p', { class: 'hint' }, texts.rootsHint),
    element(
      'div',
      { class: 'row' },
      element('button', { type: 'button', click: actions.addRootFile }, texts.addRootFile),
      input,
      element('button', { type: 'button', click: add }, texts.add),
    ),
  );
}

function progressView({ name, done, total }: Progress, texts: Texts, actions: Actions): HTMLElement {
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  return element(
    'section',
    { class: 'card progress' },
    element('p', {}, `${texts.checking} `, foreign(name)),
    element('progress', { max: '100', value: String(percent), 'aria-label': texts.checking }),
    element(
      'div',
      { class: 'row' },
      element('span', { class: 'figures' }, `${percent}%`),
      cancel(texts, actions),
    ),
  );
}

function cancel(texts: Texts, actions: Actions): HTMLElement {
  return element('button', { type: 'button', click: actions.cancel }, texts.cancel);
}

function finishedView(finished: Finished, texts: Texts, actions: Actions): readonly HTMLElement[] {
  return [
    ...reportView(finished, texts),
    element(
      'div',
      { class: 'row actions' },
      element('button', { class: 'primary', type: 'button', click: actions.restart }, texts.again),
      element('button', { type: 'button', click: () => actions.download(finished) }, texts.download),
      element('button', { type: 'button', click: actions.print }, texts.print),
    ),
  ];
}

function grouped(hex: string): string {
  return hex.match(/.{1,8}/g)?.join(' ') ?? hex;
}
