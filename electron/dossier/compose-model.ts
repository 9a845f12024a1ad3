import type { FactGroup, Item } from '../../core/evidence/index.ts';
import { formatTreeHead } from '../../core/ledger/index.ts';
import {
  beijingTimeWithZone,
  composeStatement,
  type ExhibitNumber,
  type NumberedItem,
} from '../../core/manifest/index.ts';
import {
  formatMoney,
  type OrderFacts,
  orderCategoryNames,
  orderStatusNames,
  paymentChannelNames,
} from '../../core/orders/index.ts';
import type { OrderLedger } from '../locker/index.ts';
import type { Relations } from './derivatives.ts';
import { exhibitModel, exhibitTarget, type PreparedPicture } from './exhibit-model.ts';
import { integrityWording } from './integrity-text.ts';
import type { DossierModel, LabelledRow } from './page-model.ts';
import { transcriptsOf } from './transcript-model.ts';
import { groupTitle, shorten, withThousands } from './wording.ts';

const HEADER_NUMBER_CHARACTERS = 40;

export interface Exhibit {
  readonly numbered: NumberedItem<Item>;
  readonly prepared: PreparedPicture;
}

/** Everything that the dossier prints, from the order's ledger and its prepared pictures; same input, same model. */
export function composeModel(ledger: OrderLedger, exhibits: readonly Exhibit[]): DossierModel {
  const { facts } = ledger.order;
  const groups = groupsOf(ledger, exhibits);
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
    catalogueNote:
      '固定方式：“本机固定”指由提交人电脑上的本软件截取或录制并当场记入账本；“导入”指由提交人提供文件，本软件只能说明导入之后未变。证明目的由证据类别得出，供对照。',
    integrity: {
      ...integrityWording(ledger.lastEntryAtUtc, kindsOfContent(groups, exhibits)),
      digests: exhibits.flatMap(digestRows),
      treeHead: formatTreeHead(ledger.treeHead).trimEnd().split('\n'),
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
    citations: citationRuns(citations).map((run, index, runs) => ({
      target: exhibitTarget(run[0] ?? ''),
      text: `${index === 0 ? '【证据' : '、'}${run.length > 1 ? `${run[0]} 至 ${run.at(-1)}` : run[0]}${index === runs.length - 1 ? '】' : ''}`,
    })),
  }));
}

/** Three or more numbers that follow each other in a group are cited as a run: fifty pictures of a chat stay one line. */
function citationRuns(numbers: readonly ExhibitNumber[]): readonly (readonly ExhibitNumber[])[] {
  const runs: ExhibitNumber[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.at(-1) ?? '', number)) run.push(number);
    else runs.push([number]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [run] : run.map((number) => [number])));
}

function follows(before: ExhibitNumber, after: ExhibitNumber): boolean {
  const [group, position] = before.split('-');
  return after === `${group}-${Number(position) + 1}`;
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
function kindsOfContent(groups: DossierModel['groups'], exhibits: readonly Exhibit[]) {
  const shown = groups.flatMap((group) => group.exhibits);
  return {
    hasRecordings: exhibits.some(({ numbered: { item } }) => item.source === 'recording'),
    hasTranscripts: shown.some(({ transcript }) => transcript !== null),
  };
}

function groupsOf(ledger: OrderLedger, exhibits: readonly Exhibit[]): DossierModel['groups'] {
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
    exhibits: members.map(({ numbered, prepared }) =>
      exhibitModel(numbered, prepared, relations, transcripts.get(numbered.item.id)),
    ),
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
