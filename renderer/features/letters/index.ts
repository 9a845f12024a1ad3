export { LettersTab } from './LettersTab.tsx';
