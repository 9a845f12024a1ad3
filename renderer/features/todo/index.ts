/** 待办: what cannot wait in all orders, and plain figures of one's own cases without a promise. */
import './todo.css';

export { TodoPage } from './TodoPage.tsx';
export { isUrgent, useTodo } from './use-todo.ts';
