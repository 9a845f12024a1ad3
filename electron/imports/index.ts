/**
 * Files from elsewhere become evidence as they are, byte for byte, labelled 导入. The type is decided by content in the
 * intake process; a file that intake cannot read is still sealed. Used by the window and the command line. P18, P21.
 */
export { type ImportDependencies, type ImportRequest, importFile } from './import-file.ts';
