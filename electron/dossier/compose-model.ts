import { invariant } from '../../core/assert.ts';
import type { FactGroup, Item } from '../../core/evidence/index.ts';
import { formatTreeHead } from '../../core/ledger/index.ts';
import { beijingTimeWithZone, composeStatement, type NumberedItem } from '../../core/manifest/index.ts';
import {
  formatMoney,
  type OrderFacts,
  orderCategoryNames,
  orderStatusNames,
  paymentChannelNames,
} from '../../core/orders/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import { numberRuns, runText } from './citations.ts';
import type { Relations } from './derivatives.ts';
import { exhibitModel, exhibitTarget, type PreparedPicture } from './exhibit-model.ts';
import type { ExhibitTimes } from './exhibit-time.ts';
import { integrityWording } from './integrity-text.ts';
import type { DossierModel, LabelledRow } from './page-model.ts';
import { proofModel, sessionModels } from './proof-model.ts';
import { timeShort } from './time-wording.ts';
import { transcriptsOf } from './transcript-model.ts';
import { groupTitle, shorten, withThousands } from './wording.ts';

const HEADER_NUMBER_CHARACTERS = 40;

export interface Exhibit {
  readonly numbered: NumberedItem<Item>;
  readonly prepared: PreparedPicture;
}

/** What a dossier is made of. */
export interface DossierInput {
  readonly ledger: OrderLedger;
  /** Whether the package is signed; if not, `ledger` has no checkpoints. */
  readonly isSigned: boolean;
  readonly exhibits: readonly Exhibit[];
  readonly times: ExhibitTimes;
}

/** Everything that the dossier prints, from the order's ledger and its prepared pictures; same input, same model. */
export function composeModel(input: DossierInput): DossierModel {
  const { ledger, exhibits, times } = input;
  const { facts } = ledger.order;
  const groups = groupsOf(input);
  const numbered = exhibits.map((exhibit) => exhibit.numbered);
  return {
    documentTitle: `证据卷宗　订单 ${facts.number}`,
    headerTitle: '证据卷宗',
    orderNumberShort: shorten(facts.number, HEADER_NUMBER_CHARACTERS),
    summary: `证据 ${exhibits.length} 件，账本记录截至 ${beijingTimeWithZone(ledger.lastEntryAtUtc)}`,
    facts: factRows(facts),
    sentences: sentencesOf(facts, exhibits),
    noSentences: '现有证据尚未归类，或没有能直接看到上述事实的证据，因此这里不作陈述。请看证据目录。',
    statementClosing: '登记信息与备注由提交人填写；经过只写证据可以看到的事实，未引用证据的内容不在其中。',
    contents: contentsOf(groups),
    groups,
    catalogueNote: catalogueNote(times),
    integrity: {
      ...integrityWording(ledger.lastEntryAtUtc, kindsOfContent(input, groups)),
      digests: exhibits.flatMap(digestRows),
      treeHead: formatTreeHead(ledger.treeHead).trimEnd().split('\n'),
      proof: proofModel(ledger, numbered, times),
      sessions: sessionModels(ledger, numbered),
    },
  };
}

function factRows(facts: OrderFacts): readonly LabelledRow[] {
  const text = (label: string, value: string | null): readonly LabelledRow[] =>
    value === null ? [] : [{ label, value, style: 'text' }];
  const mono = (label: string, value: string | null): readonly LabelledRow[] =>
    value === null ? [] : [{ label, value, style: 'mono' }];
  const time = (utc: string | null) => (utc === null ? null : beijingTimeWithZone(utc));
  return [
    ...text('平台', facts.platform),
    ...text('商家', facts.merchant),
    ...mono('订单号', facts.number),
    ...text('商品', facts.product),
    ...text('类别', orderCategoryNames[facts.category]),
    ...text('实付金额', facts.amountFen === null ? '未填写' : formatMoney(facts.amountFen)),
    ...text('支付渠道', facts.paymentChannel === null ? null : paymentChannelNames[facts.paymentChannel]),
    ...mono('交易单号', facts.transactionNumber),
    ...text('下单时间', time(facts.orderedAtUtc)),
    ...text('付款时间', time(facts.paidAtUtc)),
    ...text('商家承诺', promiseText(facts)),
    ...text('订单状态', orderStatusNames[facts.status]),
  ];
}

function promiseText({ promiseMinutes, promiseText: inWords }: OrderFacts): string | null {
  const inMinutes = promiseMinutes === null ? null : `付款后 ${promiseMinutes} 分钟内交付`;
  if (inMinutes === null) return inWords;
  return inWords === null ? inMinutes : `${inWords}（${inMinutes}）`;
}

function sentencesOf(facts: OrderFacts, exhibits: readonly Exhibit[]): DossierModel['sentences'] {
  const citable = exhibits.map(({ numbered: { number, item } }) => ({
    number,
    kind: item.kind,
    capturedAtUtc: item.provenance.source === 'capture' ? item.capturedAtUtc : null,
  }));
  return composeStatement(facts, citable).map(({ text, citations }) => ({
    text,
    citations: numberRuns(citations).map((run, index, runs) => ({
      target: exhibitTarget(run[0] ?? ''),
      text: `${index === 0 ? '【证据' : '、'}${runText(run)}${index === runs.length - 1 ? '】' : ''}`,
    })),
  }));
}

/** The original, and under it the journal of a recording. */
function digestRows({ numbered: { number, item } }: Exhibit): DossierModel['integrity']['digests'] {
  const row = (label: string, { sha256, sizeBytes }: Pick<Item, 'sha256' | 'sizeBytes'>) => ({
    number: label,
    sha256,
    sizeBytes: withThousands(sizeBytes),
  });
  const { provenance } = item;
  if (provenance.source !== 'recording') return [row(number, item)];
  return [row(number, item), row(`${number} 流水`, provenance.recording.journal)];
}

/** What the appendix has to explain beside files. */
function kindsOfContent({ exhibits, times, isSigned }: DossierInput, groups: DossierModel['groups']) {
  const shown = groups.flatMap((group) => group.exhibits);
  return {
    hasRecordings: exhibits.some(({ numbered: { item } }) => item.source === 'recording'),
    hasTranscripts: shown.some(({ transcript }) => transcript !== null),
    isSigned,
    isStamped: [...times.values()].some(({ stamp }) => stamp !== undefined),
  };
}

/** Explains the words of 固定方式 that stand above it. */
function catalogueNote(times: ExhibitTimes): string {
  const explained: Readonly<Record<string, string>> = {
    本机时间: '“本机时间”指时间来自电脑时钟，没有核对过',
    已对时: '“已对时”指电脑时钟与网络时间服务器核对过',
    可信时间: '“可信时间”指第三方时间戳机构盖过章，见附录',
    待确认: '“待确认”指还没有时间戳，时间来自电脑时钟',
  };
  const used = new Set([...times.values()].map(timeShort));
  const notes = Object.entries(explained).flatMap(([word, note]) => (used.has(word) ? [note] : []));
  return `固定方式：“本机固定”指由提交人电脑上的本软件截取或录制并当场记入账本；“导入”指由提交人提供文件，本软件只能说明导入之后未变；${notes.join('；')}。证明目的由证据类别得出，供对照。`;
}

function groupsOf({ ledger, exhibits, times }: DossierInput): DossierModel['groups'] {
  const transcripts = transcriptsOf(ledger);
  const relations: Relations = new Map(
    exhibits.map(({ numbered: { item, number } }) => [item.id, { item, number }]),
  );
  const groups = new Map<FactGroup, Exhibit[]>();
  for (const exhibit of exhibits) {
    const { group } = exhibit.numbered;
    groups.set(group, [...(groups.get(group) ?? []), exhibit]);
  }
  return [...groups].map(([group, members]) => ({
    title: groupTitle(group),
    target: `group-${group}`,
    exhibits: members.map(({ numbered, prepared }) => {
      const time = times.get(numbered.item.id);
      invariant(time !== undefined, 'every item of the order has a time');
      const transcript = transcripts.get(numbered.item.id);
      return exhibitModel(numbered, prepared, { relations, transcript, time });
    }),
  }));
}

function contentsOf(groups: DossierModel['groups']): DossierModel['contents'] {
  return [
    { title: '情况说明', target: 'statement', indent: 0 },
    { title: '证据目录', target: 'catalogue', indent: 0 },
    ...groups.map(({ title, target, exhibits }) => ({
      title: `证据${title}（${exhibits.length} 件）`,
      target,
      indent: 1,
    })),
    { title: '附录：完整性说明与全部 SHA-256', target: 'integrity', indent: 0 },
  ];
}
