/** Checks that the app makes by itself: quickly at each start, every byte month by month. Repairs nothing. Promise P30. */
export { createSelfCheck, type SelfCheck } from './create-self-check.ts';
export { dueThird, type Extent } from './schedule.ts';
