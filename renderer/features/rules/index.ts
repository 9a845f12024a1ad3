/** 规则库: every rule with its source and how well it is known; nothing unverified is shown as a fact. */
import './rules.css';

export { RulesPage } from './RulesPage.tsx';
