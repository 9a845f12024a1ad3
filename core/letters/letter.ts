import type { Assessment, CaseFile, LetterKind } from '../cases/index.ts';
import type { ItemId } from '../evidence/index.ts';
import type { ChannelId, RuleBook } from '../rules/index.ts';

/** Who complains. Kept out of the ledger; `null` or empty where not given. */
export interface Applicant {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
  readonly email?: string | null;
}

/** What a letter is composed from. */
export interface LetterRequest {
  readonly ruleBook: RuleBook;
  readonly caseFile: CaseFile;
  readonly assessment: Assessment;
  readonly applicant: Applicant;
  /** Numbers of the exhibits, such as `2-1`. An item without a number shows nothing. */
  readonly exhibits: ReadonlyMap<ItemId, string>;
  readonly letter: LetterKind;
  readonly channel: ChannelId;
  /** UTC instant of filing: decides which law is in force. */
  readonly at: string;
}

export type LetterPart = 'heading' | 'party' | 'claim' | 'fact' | 'law' | 'attachment' | 'closing';

/** One sentence as printed, with its exhibit mark. */
export interface LetterSentence {
  readonly text: string;
  readonly exhibits: readonly string[];
  readonly cites: readonly string[];
  readonly part: LetterPart;
}

/** A composed letter. Nothing in it is a placeholder, and every `claim` and `fact` names its exhibits. */
export interface Letter {
  readonly kind: LetterKind;
  readonly title: string;
  readonly channel: ChannelId;
  readonly sentences: readonly LetterSentence[];
  /** Plain text with `\n` between lines, no trailing one. */
  readonly text: string;
  /** Unicode code points of `text`; a line break counts as one, as web forms count it. */
  readonly charCount: number;
  /** `isDefault`: a figure of ours, nobody has measured the form. `null`: a paper without a known limit. */
  readonly limit: { readonly value: number; readonly isDefault: boolean } | null;
  readonly isWithinLimit: boolean;
  /** Sentences that were not printed: without an exhibit, or one too many for the limit. */
  readonly omitted: readonly { readonly text: string; readonly why: string }[];
  /** What the letter would need and nobody has entered. */
  readonly missing: readonly { readonly field: string; readonly advice: string }[];
  readonly exhibitsUsed: readonly string[];
}

/** A sentence before its exhibits are counted and the limit is kept. */
export interface Draft {
  readonly part: LetterPart;
  /** Without exhibit mark. */
  readonly text: string;
  readonly exhibits: readonly string[];
  /** Printed only with an exhibit. */
  readonly mustBeShown: boolean;
  readonly cites: readonly string[];
  /** 0 is never dropped; the highest is dropped first. */
  readonly rank: number;
  /** What to capture when a sentence that needs an exhibit has none. */
  readonly advice: string;
}

/** Drafts under one heading. `prose` runs them together, `lines` and `numbered` give each its line. */
export interface Section {
  readonly heading: string | null;
  readonly style: 'prose' | 'lines' | 'numbered';
  /** `used-exhibits`: the list of what the printed sentences name, made last. */
  readonly drafts: readonly Draft[] | 'used-exhibits';
}

/** What one kind of letter says, before it is fitted. */
export interface Outline {
  /** Whether the title is a line of the text: not in a form that has its own. */
  readonly hasTitleLine: boolean;
  readonly title: string;
  readonly sections: readonly Section[];
  readonly missing: Letter['missing'];
  /** Why something could not be said at all, beside drafts without an exhibit. */
  readonly omitted?: Letter['omitted'];
}
