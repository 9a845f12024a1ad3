import type { EvidenceKind } from '../evidence/index.ts';

/**
 * 证明目的 of each kind in the 证据目录: what the exhibit is offered to show, never a conclusion about who is right.
 */
export const proofPurposes: Readonly<Record<EvidenceKind, string>> = {
  E01: '订单号、商品、实付金额、下单/付款时间及当时的订单状态',
  E02: '商家对商品内容、发货时限或售后的原文表述',
  E03: '付款的金额、时间、收款方与交易单号',
  E04: '截取时订单的状态',
  E05: '双方沟通的内容与时间',
  E06: '实际交付的内容与交付时间',
  E07: '使用或激活时显示的提示',
  E08: '兑换、登录或使用的连续过程',
  E09: '宣传内容与实际情况的逐项差异',
  E10: '当时适用的平台规则或协议条款原文',
  E11: '向平台投诉的时间、诉求与平台的答复',
  E12: '经营者的身份与联系方式，或未公示的情况',
  E13: '店铺或网站在截取时无法访问的情况',
  E14: '通话的内容与时间',
  E15: '故障提示或公告的内容与时间',
  E16: '资金流水的笔数、金额、时间与收款方',
  E17: '下单账号归提交人使用',
  E18: '提交人对经过的陈述（需与其他证据对照）',
  E19: '发行方或官方对卡密、账号状态的答复',
  E20: '已报案及受理情况',
  E21: '已向监管或支付渠道投诉及处理情况',
  E22: '截取时订单尚未确认收货',
  E23: '账号被找回或修改密码的通知',
  E24: '损失的项目与金额',
  E25: '向平台请求商家身份信息及平台的答复',
};

/** 证明目的 of an item that nobody has classified: it supports nothing in the statement. */
export const NO_PURPOSE = '尚未归类，情况说明未引用';
