import { invariant } from '../../core/assert.ts';
import type { Item } from '../../core/evidence/index.ts';
import { type NumberedItem, originalPath } from '../../core/manifest/index.ts';
import type { EnvironmentCheckId, EnvironmentFinding } from '../../core/surroundings/index.ts';
import type { ExhibitTime } from './exhibit-time.ts';
import type { MediaModel } from './page-model.ts';
import { timeRow } from './time-wording.ts';
import { exhibitTime, sizeText } from './wording.ts';

const checkNames: Readonly<Record<EnvironmentCheckId, string>> = {
  'clock-offset': '电脑时钟',
  proxy: '代理设置',
  'hosts-file': 'hosts 文件',
  dns: '域名解析',
  tls: '网站证书',
  'remote-control': '远程控制',
  'virtual-machine': '虚拟机',
  'capture-altering': '会改动画面的软件',
  'operating-system': '操作系统',
  'app-integrity': '留痕程序',
  'disk-space': '磁盘空间',
};

const outcomeNames: Readonly<Record<EnvironmentFinding['outcome'], string>> = {
  clear: '未见异常',
  noticed: '需要留意',
  'not-checked': '未能检查',
};

/** The page of a 清洁性检查: every check that was made or could not be made, in the order of the report. */
export function environmentModel({ item, number }: NumberedItem<Item>, time: ExhibitTime): MediaModel {
  const { provenance, kind, sha256, mediaType } = item;
  invariant(provenance.source === 'environment-check', 'only reports have this page');
  const { domain, findings } = provenance.check;
  const { operatingSystem, app } = provenance.environment;
  return {
    rows: [
      { label: '时间', value: exhibitTime(item), style: 'text' },
      timeRow(time),
      { label: '所看的网站', value: domain ?? '没有指定', style: 'text' },
      {
        label: '电脑与软件',
        value: `${operatingSystem.name} ${operatingSystem.version}，${app.name} ${app.version}`,
        style: 'text',
      },
      { label: '原始数据', value: `JSON 文本，${sizeText(item.sizeBytes)}`, style: 'text' },
      { label: 'SHA-256', value: sha256, style: 'digest' },
      { label: '在证据包中', value: originalPath({ number, kind, sha256, mediaType }), style: 'mono' },
    ],
    frames: null,
    notice:
      '检查由提交人电脑上的本软件自己进行，只说明检查那一刻看到的情况；“未见异常”不等于电脑一定没有问题，未能检查的项目照实列出。每项的原始数据在证据包中。',
    tables: [
      {
        title: `检查结果（${findings.length} 项）`,
        header: ['检查项目', '结果', '说明'],
        rows: findings.map(({ id, outcome, detail }) => [checkNames[id], outcomeNames[outcome], detail]),
      },
    ],
  };
}
