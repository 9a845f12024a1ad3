import type { DossierModel } from './page-model.ts';

/** What the exporter tells the typesetting process: first `open`, then each picture, then `typeset`. */
export type TypesetterRequest =
  | { readonly step: 'open'; readonly templatePath: string; readonly fontPaths: readonly string[] }
  | { readonly step: 'picture'; readonly path: string; readonly pdf: Uint8Array }
  | {
      readonly step: 'typeset';
      readonly model: DossierModel;
      /** Written into the document instead of the present, in seconds: the same evidence gives the same bytes. */
      readonly createdAtSeconds: number;
      /** A new file; flushed to disk before the answer. */
      readonly outPath: string;
    };

/** One answer a request, in order. */
export type TypesetterAnswer =
  | { readonly ok: true; readonly pageCount: number }
  | {
      readonly ok: false;
      readonly code: 'EXPORT_TYPESETTING_FAILED' | 'DISK_FULL' | 'DISK_FAILED' | 'EXPORT_FOLDER_UNUSABLE';
      readonly reason: string;
    };
