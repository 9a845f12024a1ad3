/** Letters composed from facts and rules: every sentence with its exhibit, every citation in force. Pure. */
export {
  checkEdited,
  type EditedLetter,
  type LetterFinding,
  type LetterFindingCode,
} from './check-edited.ts';
export { composeLetter, type LetterError } from './compose-letter.ts';
export type { Applicant, Letter, LetterPart, LetterRequest, LetterSentence } from './letter.ts';
export { letterChoices, letterNames, lettersFor, limitOf } from './letter-choices.ts';
export { maskFor } from './mask.ts';
export { forbiddenWords } from './tone.ts';
export { charCountOf } from './words.ts';
