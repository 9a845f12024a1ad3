import { evidenceKinds } from '../../core/evidence/index.ts';
import { orderCategoryNames, orderStatusNames, paymentChannelNames } from '../../core/orders/index.ts';

/** Names from the trade itself; in Chinese they are the core's own, so that window and papers say the same. */
export const zhCnDomain = {
  kinds: evidenceKinds as Readonly<
    Record<keyof typeof evidenceKinds, { readonly name: string; readonly mustShow: readonly string[] }>
  >,
  groups: {
    1: '主体身份',
    2: '交易成立与付款',
    3: '承诺与描述',
    4: '履行情况',
    5: '协商与投诉经过',
    6: '损失',
    7: '其他材料',
  },
  categories: { ...orderCategoryNames },
  statuses: { ...orderStatusNames },
  paymentChannels: { ...paymentChannelNames },
  proofLevels: {
    imported: { name: '导入', meaning: '从文件导入。留痕只能证明导入之后没有改动，之前的不知道。' },
    'sealed-here': {
      name: '本机固定',
      meaning: '由留痕在这台电脑上截取或录下并立即固定。能证明之后没有改动；时间来自本机时钟，别人可以质疑。',
    },
    timestamped: { name: '可信时间', meaning: '有时间戳机构的签名，证明在那个时间之前它就已存在。' },
    pending: {
      name: '待确认',
      meaning: '已固定，正在等时间戳机构盖章。联网后会自动补上，不用管它。',
    },
    notarised: { name: '第三方', meaning: '另有公证处或存证机构保存的记录。' },
  },
};
