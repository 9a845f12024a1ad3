/** 钱款: what bills say of an order, what the user takes over from them, and what is still owed. */
import './money.css';

export { MoneyTab } from './MoneyTab.tsx';
