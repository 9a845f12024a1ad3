/**
 * Exporting an order as dossier and package. Promise: says honestly what the package shows and what it does not; progress,
 * cancel and the finished files' place stay reachable from the order's page, even after leaving it.
 */
export { ExportPanel } from './ExportPanel.tsx';
