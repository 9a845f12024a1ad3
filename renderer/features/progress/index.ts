/** 进度: the next step, whom to ask in which order, what was sent and answered, when the clock runs out, how it ended. */
import './progress.css';

export { ProgressTab } from './ProgressTab.tsx';
