/** Who sells. `license` is null where the shop shows no business identity. */
export interface Merchant {
  readonly id: string;
  readonly name: string;
  readonly clerk: string;
  readonly license: License | null;
}

/** What Chinese law asks a trader to show on its page. */
export interface License {
  readonly company: string;
  readonly creditCode: string;
  readonly representative: string;
  readonly address: string;
  readonly phone: string;
  readonly icp: string;
}

/** What is on sale. `delivers` decides what comes of an order; `never` is the case the product exists for. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly option: string;
  readonly category: string;
  readonly faceCents: number;
  readonly priceCents: number;
  readonly promise: string;
  readonly promiseMinutes: number;
  readonly delivers: 'never' | 'card-key' | 'account';
  readonly sold: number;
  readonly merchant: Merchant;
  readonly details: readonly string[];
  readonly afterSales: readonly string[];
}

/** The marketplace all shops stand on. Every name here is invented. */
export const PLATFORM = {
  name: '星河卡盟',
  company: '星河数字商品交易平台',
  icp: '示ICP备20260001号-1',
} as const;

const STAR_SHOP: Merchant = {
  id: '880213',
  name: '星辰点卡专营店',
  clerk: '星辰客服-小七',
  license: {
    company: '示例市星辰网络科技有限公司',
    creditCode: '91990101MA0DEMK7XE',
    representative: '张示例',
    address: '示例省示例市高新区星河路 18 号 3 幢 1206 室',
    phone: '0990-5550-0186',
    icp: '示ICP备20260088号-1',
  },
};

const NIGHT_SHOP: Merchant = { id: '880977', name: '夜猫游戏小铺', clerk: '夜猫-老板', license: null };

const AFTER_SALES = [
  '付款后超过承诺时间未发货的，买家可申请取消订单，全额退款，并按实付金额 10% 赔付。',
  '卡密无法使用的，请在 24 小时内联系客服并提供失败提示截图，核实后换货或退款。',
  '卡密一经查看视为已交付，请确认区服与面值后再购买。',
] as const;

const POINT_CARD: Product = {
  id: '10023',
  name: '星辰大陆 点卡 100 元（1000 星钻）全区全服',
  option: '100 元 · 电子卡密',
  category: '游戏点卡',
  faceCents: 10_000,
  priceCents: 9_850,
  promise: '付款后 10 分钟内自动发货，超时赔付',
  promiseMinutes: 10,
  delivers: 'never',
  sold: 12_846,
  merchant: STAR_SHOP,
  details: [
    '面值 100 元，充值后到账 1000 星钻，全区全服通用，不限平台。',
    '系统自动发货：付款成功后卡号与密码显示在订单详情页。',
    '官方正规渠道，有效期 3 年，可开具电子收据。',
  ],
  afterSales: AFTER_SALES,
};

const ACTIVATION_CODE: Product = {
  id: '10031',
  name: '极光修图 专业版 激活码（1 年 / 2 台设备）',
  option: '一年版 · 激活码',
  category: '软件激活',
  faceCents: 29_900,
  priceCents: 16_800,
  promise: '付款后 1 分钟内自动发货，假一赔三',
  promiseMinutes: 1,
  delivers: 'card-key',
  sold: 3_207,
  merchant: STAR_SHOP,
  details: [
    '官方正版授权，全新未使用，支持 Windows 与 macOS。',
    '在官方网站输入卡号和密码激活，激活后一年内有效。',
  ],
  afterSales: AFTER_SALES,
};

const GAME_ACCOUNT: Product = {
  id: '20011',
  name: '星辰大陆 90 级战士 满级账号 全套橙装 可改密',
  option: '90 级战士 · 华东一区',
  category: '游戏账号',
  faceCents: 68_000,
  priceCents: 52_000,
  promise: '付款后 30 分钟内发货，描述不符包退',
  promiseMinutes: 30,
  delivers: 'account',
  sold: 61,
  merchant: NIGHT_SHOP,
  details: ['角色等级 90，职业战士，全套橙色装备 8 件，坐骑 12 个。', '可改密码、可换绑手机，无找回记录。'],
  afterSales: ['账号与描述不符可申请退款。', '账号类商品已登录不支持退换。'],
};

/** Exactly forty Chinese characters, then what breaks careless pages: emoji, an astral character, direction marks, markup. */
export const HOSTILE_NAME =
  '超级无敌豪华至尊典藏限量联名周年纪念版星辰大陆全区全服通用点卡充值自动发货秒到账' +
  '🎮👨‍👩‍👧𠮷\u202Etxt.exe\u202C\u2067abc\u2069<script>document.title="hacked"</script>"\'&amp;';

const HOSTILE_PRODUCT: Product = {
  ...POINT_CARD,
  id: '66666',
  name: HOSTILE_NAME,
  option: '<b>𠮷</b> 规格 \u202E001\u202C 🎁 "A" & \'B\'',
  promise: '付款后 10 分钟内自动发货 <img src=x onerror=alert(1)>，超时赔付 ⏱️',
  sold: 9,
  merchant: {
    id: '880666',
    name: '𠮷祥🐟小店\u202E店假\u202C</title>',
    clerk: '客服<i>𠮷</i>',
    license: null,
  },
};

/** Everything on sale; the first is the product of the main flow, the last the one with hostile texts. */
export const PRODUCTS: readonly Product[] = [POINT_CARD, ACTIVATION_CODE, GAME_ACCOUNT, HOSTILE_PRODUCT];

/** Finds a product by its number as printed on the page. */
export function findProduct(id: string): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}

/** Formats an amount as `98.50`. */
export function yuan(cents: number): string {
  return (cents / 100).toFixed(2);
}
