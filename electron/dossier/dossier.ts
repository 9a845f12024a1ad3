import type { OrderId } from '../../core/orders/index.ts';
import type { Result } from '../../core/result.ts';

export type ExportError =
  | 'ORDER_UNKNOWN'
  | 'EXPORT_EMPTY'
  | 'EXPORT_CANCELLED'
  | 'EXPORT_FOLDER_UNUSABLE'
  | 'EXPORT_TYPESETTING_FAILED'
  /** The check page that goes into every package is not there: the app was never built, or its files were removed. */
  | 'EXPORT_INCOMPLETE_INSTALLATION'
  | 'EXPORT_SIGNING_FAILED'
  | 'OBJECT_MISSING'
  | 'OBJECT_DAMAGED'
  | 'DISK_FULL'
  | 'DISK_FAILED';

export interface ExportRequest {
  readonly orderId: OrderId;
  /** Made if absent; files are written under temporary names and renamed only when whole. */
  readonly outFolder: string;
  readonly pdfOnly: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: string, done: number, total: number) => void) | undefined;
}

export interface ExportResult {
  readonly dossierPath: string;
  /** Null with `pdfOnly`. */
  readonly packagePath: string | null;
  readonly dossierSha256: string;
  readonly packageSha256: string | null;
  readonly pageCount: number;
  readonly exhibitCount: number;
}

/** Writes the dossier and package of an order; the same evidence gives the same bytes (P29). */
export interface DossierExporter {
  export(request: ExportRequest): Promise<Result<ExportResult, ExportError>>;
  /** Closes the intake it was given as well: for the end of the program. */
  close(): Promise<void>;
}
