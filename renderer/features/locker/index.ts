/**
 * 证据库: where the evidence lies and how it stands. Promise: green only when the last verification passed; what failed and
 * what was not checked is named with its code. Repairs nothing.
 */
export { LockerPage } from './LockerPage.tsx';
