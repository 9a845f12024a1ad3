/** A purchase: its facts, how they are typed in, and money. Pure. */
export { type Fen, formatMoney, formatYuan, MAX_FEN, type MoneyError, parseFen } from './money.ts';
export {
  type Order,
  type OrderCategory,
  type OrderChange,
  type OrderFacts,
  type OrderId,
  type OrderStatus,
  orderCategories,
  orderCategoryNames,
  orderFactsSchema,
  orderIdSchema,
  orderStatuses,
  orderStatusNames,
  type PaymentChannel,
  paymentChannelNames,
  paymentChannels,
} from './order.ts';
export {
  type DraftField,
  draftFields,
  type OrderDraft,
  type OrderDraftError,
  parseInstant,
  type RefusedField,
  readDraft,
  readNewOrder,
} from './order-draft.ts';
