import type { CheckResult } from '../../core/contract/index.ts';
import { evidenceKinds, isEvidenceKind } from '../../core/evidence/index.ts';
import { beijingTimeShort } from '../../core/manifest/index.ts';
import type { CheckedExhibit, PackageReport } from '../../core/verification/index.ts';
import { element, foreign } from './dom.ts';
import { englishCodes } from './english-codes.ts';
import type { Texts } from './texts.ts';

/** What is shown of a check that has ended. */
export interface Finished {
  readonly report: PackageReport;
  readonly fileName: string;
  readonly checkedAtUtc: string;
}

/** The verdict, what it rests on, the exhibits, and what it does not show. */
export function reportView(
  { report, fileName, checkedAtUtc }: Finished,
  texts: Texts,
): readonly HTMLElement[] {
  const [name, meaning] = texts.verdicts[report.verdict];
  const count = (result: CheckResult['result']) =>
    report.checks.filter((check) => check.result === result).length;
  const failedFirst = report.checks.filter(({ result }) => result === 'FAIL').slice(0, 3);
  return [
    element(
      'section',
      { class: `verdict ${report.verdict}`, 'aria-live': 'polite', tabindex: '-1', id: 'verdict' },
      element('h2', {}, name),
      element('p', { class: 'meaning' }, meaning),
      ...failedFirst.map((check) =>
        element('p', { class: 'reason' }, element('code', {}, check.code), ' ', ...describe(check, texts)),
      ),
      element('p', { class: 'figures' }, texts.counts(count('PASS'), count('FAIL'), count('NOT_CHECKED'))),
      element(
        'p',
        { class: 'figures' },
        foreign(fileName),
        ` · ${texts.checkedAt} ${timeOf(checkedAtUtc, texts)}`,
      ),
    ),
    // What a package that failed says of its exhibits is nothing to go by.
    ...(report.verdict === 'failed' || report.exhibits.length === 0
      ? []
      : [exhibitsView(report.exhibits, texts)]),
    checksView(report.checks, texts),
    ...(report.treeHead === null
      ? []
      : [section(texts.treeHead, element('pre', {}, foreign(report.treeHead.trimEnd())))]),
  ];
}

/** A titled list of sentences. */
export function sentencesView(title: string, lines: readonly string[]): HTMLElement {
  return section(title, element('ul', {}, ...lines.map((line) => element('li', {}, line))));
}

function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element('section', { class: 'card' }, element('h3', {}, title), ...children);
}

function checksView(checks: readonly CheckResult[], texts: Texts): HTMLElement {
  const rows = checks.map((check) =>
    element(
      'tr',
      { class: check.result.toLowerCase().replace('_', '-') },
      element('td', { class: 'result' }, texts.results[check.result]),
      element('td', {}, element('code', {}, check.code)),
      element('td', {}, ...describe(check, texts)),
    ),
  );
  return section(texts.checks, element('table', { class: 'checks' }, element('tbody', {}, ...rows)));
}

/** The report's own words in Chinese; in English what its code means, and the words of a code that has no meaning here. */
function describe(
  { code, result, subject, detail }: CheckResult,
  texts: Texts,
): readonly (HTMLElement | string)[] {
  const [passed, otherwise] = englishCodes[code] ?? ['', ''];
  const english = texts.language === 'en' ? (result === 'PASS' ? passed : otherwise) : '';
  const words = english === '' ? foreign(detail ?? '') : english;
  const time = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(detail ?? '')?.[0];
  const when = english !== '' && code === 'TRUSTED_TIME' && time !== undefined ? ` ${time}` : '';
  return subject === undefined
    ? [words, when]
    : [element('span', { class: 'subject' }, foreign(subjectName(subject))), ' ', words, when];
}

function subjectName(subject: string): string {
  return subject.startsWith('exhibit:') ? subject.slice('exhibit:'.length) : subject;
}

function exhibitsView(exhibits: readonly CheckedExhibit[], texts: Texts): HTMLElement {
  const head = element(
    'tr',
    {},
    ...texts.exhibitColumns.map((name) => element('th', { scope: 'col' }, name)),
  );
  const rows = exhibits.map(({ number, kind, statedUtc, trustedUtc }) =>
    element(
      'tr',
      {},
      element('td', { class: 'number' }, foreign(number)),
      element('td', {}, kind !== null && isEvidenceKind(kind) ? evidenceKinds[kind].name : texts.noKind),
      element('td', { class: 'time' }, foreign(timeOf(statedUtc, texts))),
      trustedUtc === null
        ? element('td', { class: 'time pending' }, texts.pending)
        : element('td', { class: 'time' }, foreign(timeOf(trustedUtc, texts))),
    ),
  );
  return section(
    texts.exhibits,
    element('table', { class: 'exhibits' }, element('thead', {}, head), element('tbody', {}, ...rows)),
    element('p', { class: 'hint' }, texts.statedBy),
  );
}

/** Beijing time for readers of Chinese, UTC for others; what is no instant is shown as it stands. */
function timeOf(utc: string, texts: Texts): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(utc)) return utc;
  if (texts.language === 'en') return `${utc.slice(0, 19).replace('T', ' ')} UTC`;
  return `${beijingTimeShort(utc)}（北京时间）`;
}
