/**
 * Orders on screen: the list, the form, one order with its evidence. Promise: what was typed is sent as typed and refused by
 * the core's own rules; every change is shown in the history with what was there before. Draws no legal conclusions.
 */
export { ActiveOrderSelect } from './ActiveOrderSelect.tsx';
export { OrderPage } from './OrderPage.tsx';
export { OrdersPage } from './OrdersPage.tsx';
