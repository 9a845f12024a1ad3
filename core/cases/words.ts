import type { ChatMessage } from './case-record.ts';
import { plainText } from './normalise.ts';

/** Words by which a part of a case is known from texts. Each is narrow: what it does not know, the user says. */
export const words = {
  reminder: /催|发货|发卡|发码|什么时候|多久|何时|还没|没收到|未收到|没到账|未到账|不发|尽快|快点|处理一下/u,
  deliveryLog: /发货记录|发货日志|后台记录|后台日志|发货凭证/u,
  undelivered: /未发货|待发货|等待发货|处理中|待处理|备货|未交付|等待商家/u,
  delivered: /已发货|已完成|已交付|交易成功|已到账|发货成功/u,
  offPlatform:
    /(?:加|换|留|用|上|走|私)(?:个|一下|下|我|你|我的)?(?:微信(?!支付)|wx|vx|v信|薇信|qq(?!钱包)|扣扣|q群)|私下(?:退|转|交易|处理|付)|离开平台|(?:转|打|付)(?:给)?(?:我)?(?:个人|私人)|个人(?:微信|支付宝|收款码)|(?:微信|支付宝)(?:直接)?转(?:账|给)?(?:我|过来)|不走平台|脱离平台|绕过平台|扫(?:我|这个)(?:的)?(?:收款)?码/iu,
  noRefund:
    /概不退|不退不换|不予退|不支持退|不能退|不给退|拒绝退款|已激活不|激活后不|售出不退|最终解释权|解释权归/u,
  sevenDays: /(?<!不支持|不适用|不享受|无)(?:七|7)天(?:内)?无理由/u,
  compensation: /假一[赔罚]|[赔罚](?:三|十|3|10)(?:倍)?|超时赔|超时必赔|包赔|先行赔付|赔付承诺|延迟赔/u,
  partialRefund:
    /只(?:能)?退(?:到)?余额|退(?:到|回)(?:平台)?余额|扣(?:除)?(?:\d+%?)?(?:的)?手续费|收(?:取)?(?:\d+%?)?手续费|只退(?:一半|部分)|退一半/u,
  machine: /机器人|智能客服|系统自动(?:审核|判定|回复|驳回)|自动审核|AI客服/iu,
  illegal: /外挂|破解|盗版|脚本辅助|辅助器|实名号|他人实名|成品号带实名|黑号|黑卡/u,
  vague: /不好用|没用|不行|垃圾|骗子|骗人|什么东西|太差|坑人/u,
  concrete:
    /\d|无效|失败|错误|报错|提示|已使用|被使用|不存在|密码|登录|封|找回|没收到|未收到|没到账|未到账|没发货|未发货|不发货|发货|等级|皮肤|段位|少了|缺少|没有.{1,8}功能|扣了|两次|重复|退款|打不开|订单/u,
  forgery:
    /p图|ps一下|p一下|p一张|p个|改图|改截图|修改截图|伪造|做假|造假|假截图|编一?张|补一张假|改(?:了)?一?下(?:时间|金额|单号|日期)/iu,
  /** Said of the other side, or denied: then nobody intends to forge. */
  notOwnForgery: /你们?|他们?|她|对方|商家|客服|卖家|店家|平台|没有?|不会|不要|不能|不是|未|别|拒绝|被/u,
  shared:
    /(?:卡密|密码|账号|卡号|激活码).{0,6}(?:给了|发给|给过|送给)(?:朋友|别人|同学|他人|家人)|帮(?:朋友|别人|同学)买/u,
  partlyCredited: /部分到账|只到(?:账)?了?|到账(?:了)?(?:一半|部分)|少到/u,
  changedAccount: /改(?:了)?密(?:码)?了?|换绑|绑(?:定)?了(?:我的|自己|手机)|用了(?:好)?几天/u,
  recovered: /找回|申诉回|收回|拿回去/u,
  banned: /封禁|封号|被封|冻结|永久封|禁止登录/u,
  twice: /扣了(?:两|2|二)次|重复扣|多扣|扣两次|付了两次|双重扣/u,
  gone: /关店|跑路|打不开|无法访问|店铺不存在|店铺已关闭|失联|联系不上/u,
  fault: /故障|维护|系统(?:异常|错误|繁忙|问题)|服务器(?:异常|错误)|网络异常|50[0234]|宕机|崩溃/u,
  invalidKey: /无效|已使用|已被使用|被使用|已兑换|不存在|错误|过期|已失效|面值/u,
  auto: /预授权|自动续费|连续包[月季年]|代扣|自动扣款|亲情卡|亲属卡|代付/u,
  refunded: /已退|全额退款|退款成功|已全额退款|退款中/u,
  snapshot: /快照/u,
  merchantIdentity:
    /真实(?:名称|姓名|身份)|商家(?:的)?(?:身份|主体|信息|地址|联系方式)|卖家(?:的)?(?:身份|信息)|营业执照|有效联系方式|主体信息/u,
} as const satisfies Readonly<Record<string, RegExp>>;

/** Whether a text has some words; width and spaces do not matter. */
export function says(text: string, pattern: RegExp): boolean {
  return text !== '' && pattern.test(plainText(text));
}

/** Messages of some speakers that have some words. */
export function messagesSaying(
  messages: readonly ChatMessage[],
  speakers: readonly ChatMessage['who'][],
  pattern: RegExp,
): readonly ChatMessage[] {
  return messages.filter(({ who, text }) => speakers.includes(who) && says(text, pattern));
}
