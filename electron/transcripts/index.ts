/**
 * Transcripts from files: read with bounds, decoded strictly, parsed by `core/transcripts`. Used by the window and the
 * command line. The file itself is not kept; its name and hash are, so that it can be recognised.
 */
export { readTranscriptFile, type TranscriptFileError } from './read-transcript-file.ts';
