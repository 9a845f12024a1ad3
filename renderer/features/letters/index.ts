/** 文书: letters composed from facts and rules, edited by the user, kept in versions, noted when sent. */
import './letters.css';

export { LettersTab } from './LettersTab.tsx';
