/** What the template prints. Strings are data: the typesetting process makes them visible and places them as text. */
export interface DossierModel {
  readonly documentTitle: string;
  readonly headerTitle: string;
  /** Fits the header on one line. */
  readonly orderNumberShort: string;
  /** How much there is and up to when the ledger was read. */
  readonly summary: string;
  readonly facts: readonly LabelledRow[];
  readonly sentences: readonly {
    readonly text: string;
    readonly citations: readonly { readonly target: string; readonly text: string }[];
  }[];
  readonly noSentences: string;
  readonly statementClosing: string;
  readonly contents: readonly { readonly title: string; readonly target: string; readonly indent: number }[];
  readonly groups: readonly {
    readonly title: string;
    readonly target: string;
    readonly exhibits: readonly ExhibitModel[];
  }[];
  readonly catalogueNote: string;
  readonly integrity: IntegrityModel;
}

export interface LabelledRow {
  readonly label: string;
  readonly value: string;
  /** `mono` for numbers to be compared, `digest` for a hash that must stay one run. */
  readonly style: 'text' | 'mono' | 'digest';
}

export interface ExhibitModel {
  /** Label that links lead to, such as `ex-2-1`. */
  readonly target: string;
  readonly number: string;
  readonly name: string;
  readonly source: string;
  readonly purpose: string;
  readonly level: string;
  /** Second line of 固定方式: how good its time is. */
  readonly time: string;
  readonly bookmark: string;
  readonly caption: readonly LabelledRow[];
  readonly picture: PictureModel | null;
  readonly card: CardModel | null;
  /** Pages of a recording, video or sound: then there is neither picture nor card. */
  readonly media: MediaModel | null;
  /** Printed behind the exhibit, as one of its own. */
  readonly transcript: TranscriptModel | null;
}

export interface PictureModel {
  /** Where the typesetting process finds the one-page PDF that holds the picture. */
  readonly path: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Printed on a page turned to landscape. */
  readonly isWide: boolean;
  readonly description: string;
}

/** Pages that follow each other as they need: facts, frames, tables. */
export interface MediaModel {
  readonly rows: readonly LabelledRow[];
  readonly frames: {
    readonly title: string;
    readonly columns: 2 | 3;
    readonly cells: readonly {
      readonly picture: PictureModel;
      readonly time: string;
      readonly wallClock: string | null;
      readonly why: string;
    }[];
  } | null;
  /** Why there are no frames. */
  readonly notice: string | null;
  readonly tables: readonly TableModel[];
}

export interface TableModel {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface TranscriptModel {
  readonly target: string;
  readonly number: string;
  readonly name: string;
  readonly source: string;
  readonly bookmark: string;
  readonly heading: string;
  readonly rows: readonly LabelledRow[];
  readonly note: string;
  readonly isTimed: boolean;
  readonly lines: readonly { readonly time: string; readonly text: string }[];
}

/** A page for what cannot be printed. */
export interface CardModel {
  readonly title: string;
  readonly rows: readonly LabelledRow[];
  readonly notice: string;
}

export interface IntegrityModel {
  readonly sections: readonly { readonly title: string; readonly items: readonly string[] }[];
  readonly ways: readonly { readonly title: string; readonly command: string }[];
  readonly waysNote: string;
  readonly digests: readonly {
    readonly number: string;
    readonly sha256: string;
    readonly sizeBytes: string;
  }[];
  readonly treeHeadNote: string;
  readonly treeHead: readonly string[];
  /** Null where there is no signed head. */
  readonly proof: ProofModel | null;
  readonly sessions: { readonly title: string; readonly rows: readonly LabelledRow[] }[];
}

/** Signatures and trusted time, to be compared with the package. */
export interface ProofModel {
  readonly title: string;
  readonly items: readonly string[];
  /** Exhibits by their earliest token, and those without. */
  readonly coverage: readonly LabelledRow[];
  readonly checkpoints: readonly {
    readonly size: string;
    readonly root: string;
    readonly keyId: string;
    readonly sha256: string;
  }[];
  readonly stamps: readonly {
    readonly label: string;
    readonly time: string;
    readonly authority: string;
    readonly serial: string;
    readonly policy: string;
    readonly sha256: string;
  }[];
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string; readonly since: string }[];
}
