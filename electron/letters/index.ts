/** Letters as files to keep or hand in: plain text and DOCX. What a letter says is made in core/letters. */
export { createLetterFile, type LetterFileContent } from './create-letter-file.ts';
