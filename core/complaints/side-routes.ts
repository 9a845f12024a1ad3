import type { RuleBook } from '../rules/index.ts';
import { isDispute } from './case-digest.ts';
import { policeAdvice } from './police-signs.ts';
import type { Survey } from './progress-of.ts';
import type { RouteText } from './routes-for.ts';
import type { Standing } from './standing.ts';

/** 报案, at any stage, where the signs are there. */
export function policeRoute(standing: Standing, { digest }: Survey, ruleBook: RuleBook): RouteText {
  const { signs, why, cites } = policeAdvice(digest, ruleBook);
  const reason = standing.reason === '' ? '' : `${standing.reason}。`;
  return {
    why: `${reason}${why}`,
    cites,
    state: signs.length > 0 ? 'parallel' : 'later',
    needs: signs.length > 0 ? [] : ['失联、虚构商品、多人受害或诱导多次转账的迹象'],
    warn: ['搜索结果里有很多冒充网警、代追款的网站：只用内置的官方地址，任何先收费的都是骗局。'],
  };
}

const ROLES: Partial<Readonly<Record<Standing['channel'], string>>> = {
  hotline12345: '转办和督促，不作裁决；投诉会转到市监部门。',
  cac12377: '举报诈骗网站、虚假信息；不处理退款。',
  mca12321: '举报垃圾短信、骚扰电话、钓鱼网站；和退款关系不大。',
  heimao: '公开曝光，没有强制力；不影响 12315 受理。',
};

const WARNINGS: Partial<Readonly<Record<Standing['channel'], readonly string[]>>> = {
  hotline12345: ['和 12315 是同一个部门在办：打过一边，就不要在另一边再交同一件事。'],
  heimao: ['内容是公开的：先打码，不要写商家个人的姓名、手机、银行卡。'],
};

/** What may help beside the ladder and decides nothing. */
export function auxiliaryRoute(
  { channel, reason }: Standing,
  { digest, standings }: Survey,
  _: RuleBook,
): RouteText {
  const before = reason === '' ? '' : `${reason}。`;
  const samr = standings.get('samr12315')?.kind;
  const wouldRepeat = channel === 'hotline12345' && samr === 'running';
  return {
    why: `${before}${ROLES[channel] ?? ''}`,
    state: isDispute(digest) && !wouldRepeat ? 'parallel' : 'later',
    warn: WARNINGS[channel] ?? [],
  };
}
