import { z } from 'zod';

/**
 * The vocabulary of evidence (E01–E25) and what each kind must show, in the words of the people who judge it.
 * `group` is the fact to be proved that it belongs to in the 证据目录: 1 主体身份, 2 交易成立与付款, 3 承诺与描述, 4 履行瑕疵,
 * 5 协商与投诉经过, 6 损失.
 */
export const evidenceKinds = {
  E01: {
    name: '订单详情页截图',
    group: 2,
    mustShow: ['订单号', '商品名/规格', '实付金额', '下单/付款时间', '店铺名', '订单状态'],
  },
  E02: {
    name: '商品页/交易快照/承诺原文（发货时限、描述、售后）',
    group: 3,
    mustShow: ['商品标题', '承诺原文', '店铺名', '网址或商品ID', '截取时间'],
  },
  E03: {
    name: '支付凭证',
    group: 2,
    mustShow: ['支付平台', '交易单号', '商户单号', '金额', '支付时间', '收款方', '状态'],
  },
  E04: { name: '订单状态页（未发货/处理中/已完成）', group: 4, mustShow: ['订单号', '状态文字', '截取时间'] },
  E05: {
    name: '与商家聊天记录',
    group: 5,
    mustShow: ['双方账号/店铺身份', '日期时间', '订单号', '问题描述', '要求', '商家回复'],
  },
  E06: {
    name: '交付页（卡密/账号/兑换码）',
    group: 4,
    mustShow: ['订单号', '交付时间', '卡密（部分打码，保留头尾）'],
  },
  E07: {
    name: '激活/充值失败提示',
    group: 4,
    mustShow: ['卡密对应关系（同一头尾）', '错误代码或提示原文', '官方页面域名', '时间'],
  },
  E08: {
    name: '连续录屏（兑换/登录/使用全过程）',
    group: 4,
    mustShow: ['桌面与时间', '订单页', '输入过程', '结果', '未中断'],
  },
  E09: { name: '宣传与实际对照图（标注差异）', group: 4, mustShow: ['宣传原图', '实际页面', '逐项差异'] },
  E10: {
    name: '平台规则/用户协议/保障条款',
    group: 3,
    mustShow: ['条款编号原文', '规则名称版本日期', '网址'],
  },
  E11: { name: '平台投诉记录', group: 5, mustShow: ['投诉编号', '提交时间', '诉求', '平台答复/状态'] },
  E12: {
    name: '经营者主体信息',
    group: 1,
    mustShow: ['营业执照名称/统一社会信用代码 或 自我声明', '地址', '联系方式', 'ICP备案号'],
  },
  E13: {
    name: '店铺/网站关闭或无法访问页面',
    group: 4,
    mustShow: ['网址', '错误或关闭提示', '时间', '至少两个不同时点'],
  },
  E14: { name: '通话录音+文字版+通话记录', group: 5, mustShow: ['对方身份', '订单号', '关键承认'] },
  E15: { name: '系统故障页面/公告', group: 4, mustShow: ['错误提示', '时间', '订单号或操作步骤'] },
  E16: {
    name: '账单流水（含重复两笔）',
    group: 2,
    mustShow: ['两笔各自的交易单号', '时间', '金额', '收款方'],
  },
  E17: {
    name: '本人平台账号身份页',
    group: 1,
    mustShow: ['账号昵称/ID', '绑定手机号打码', '与订单归属一致'],
  },
  E18: { name: '时间线说明（本人陈述）', group: 5, mustShow: ['起止时间', '每步证据编号'] },
  E19: {
    name: '发行方/官方核验结果',
    group: 4,
    mustShow: ['官方客服身份', '卡密或账号状态结论（已使用/无效/被封/被找回）', '时间'],
  },
  E20: { name: '报案回执/受案通知', group: 5, mustShow: [] },
  E21: { name: '12315/支付投诉回执与结果', group: 5, mustShow: [] },
  E22: { name: '未确认收货状态页', group: 4, mustShow: ['订单号', '待确认收货', '时间'] },
  E23: {
    name: '账号被找回/改密的通知',
    group: 4,
    mustShow: ['短信/邮件/站内信原文', '时间', '账号（部分打码）'],
  },
  E24: { name: '损失证明（差价、手续费、再购凭证）', group: 6, mustShow: [] },
  E25: {
    name: '向平台索要商家身份信息的请求与答复',
    group: 1,
    mustShow: ['请求内容', '时间', '平台答复或未答复'],
  },
} as const satisfies Record<
  string,
  { readonly name: string; readonly group: FactGroup; readonly mustShow: readonly string[] }
>;

export type EvidenceKind = keyof typeof evidenceKinds;

/** Groups of the 证据目录, by fact to be proved; 7 holds what has no kind yet. */
export type FactGroup = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const factGroupNames: Readonly<Record<FactGroup, string>> = {
  1: '主体身份',
  2: '交易成立与付款',
  3: '承诺与描述',
  4: '履行情况',
  5: '协商与投诉经过',
  6: '损失',
  7: '其他材料',
};

export const evidenceKindSchema = z.enum(Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]]);

/** Group of a kind of evidence; items without a kind come last. */
export function factGroupOf(kind: EvidenceKind | null): FactGroup {
  return kind === null ? 7 : evidenceKinds[kind].group;
}

/** Whether a text is a kind's id, such as `E01`. */
export function isEvidenceKind(text: string): text is EvidenceKind {
  return Object.hasOwn(evidenceKinds, text);
}
