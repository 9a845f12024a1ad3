/**
 * Writes the dossier (PDF) and package (ZIP) of an order: exactly its sealed items, each with number and hash; the same
 * evidence gives the same bytes (P29). Hostile text and pictures are data, typeset in a process of their own (P16, P17).
 * Every sentence of the statement cites an exhibit; every exhibit says how good its time is, and the package lets a
 * stranger check it (P25, P26). Reads the locker, never the screen or the web; concludes nothing.
 */
export { createDossierExporter, type ExporterParts } from './create-exporter.ts';
export type { DossierExporter, ExportError, ExportRequest, ExportResult } from './dossier.ts';
export type { SignManifest } from './package-signing.ts';
