import type {
  CaseFact,
  CaseRecord,
  Party,
  Reading,
  SavedLetter,
  Situation,
} from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';

/** What the user states about a whole case. */
export function situation(more: Partial<Situation> = {}): Situation {
  return {
    kind: 'situation',
    id: 'situation',
    scenario: null,
    modifiers: [],
    answers: {},
    isTripleClaimed: false,
    wants: 'refund',
    wantedFen: null,
    ...more,
  };
}

/** Something that happened, number `number`. */
export function fact(number: number, more: Partial<CaseFact> = {}): CaseFact {
  return {
    kind: 'fact',
    id: `f-${number}`,
    what: 'other',
    atUtc: '2026-11-23T06:02:11.000Z',
    amountFen: null,
    text: `第 ${number} 件事`,
    itemIds: [],
    ...more,
  };
}

/** What can be read in an item. */
export function reading(itemId: ItemId, more: Partial<Reading> = {}): Reading {
  return {
    kind: 'reading',
    id: itemId,
    orderNumber: '2026112314021101',
    transactionNumber: null,
    merchantNumber: null,
    amountFen: 9850,
    shownAtUtc: null,
    keyHead: null,
    keyTail: null,
    domain: null,
    shownText: null,
    merchant: '星辰点卡专营店',
    payee: null,
    product: null,
    shows: ['订单号'],
    ...more,
  };
}

/** The merchant, by this name. */
export function merchant(name: string, more: Partial<Party> = {}): Party {
  return {
    kind: 'party',
    id: 'merchant',
    presence: 'present',
    isIndividual: null,
    fields: {
      name,
      uscc: null,
      address: null,
      phone: null,
      icp: null,
      payee: null,
      website: null,
      shopId: null,
    },
    notPublished: ['phone'],
    itemIds: {},
    ...more,
  };
}

/** A version of a letter of these words. */
export function letter(text: string, version = 1): SavedLetter {
  return {
    kind: 'letter',
    id: `l-${version}`,
    letter: 'platform-ticket',
    channel: 'platform',
    version,
    text,
    isEdited: false,
  };
}

/** A submission of these words. */
export function submission(text: string): Extract<CaseRecord, { readonly kind: 'submission' }> {
  return {
    kind: 'submission',
    id: 's-1',
    channel: 'platform',
    atUtc: '2026-11-23T06:02:11.000Z',
    receivedAtUtc: null,
    receiptNumber: '回执 1',
    packageSha256: null,
    letterId: 'l-1',
    text,
    itemIds: [],
  };
}

/** A change that only notes. */
export function noting(...noted: readonly CaseRecord[]) {
  return { noted, withdrawn: [] };
}
