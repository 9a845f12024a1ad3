/**
 * Environment check and evidence session. Promise: before anything is looked at or asked over the network it is said what and
 * of whom; what could not be checked is shown as that, never as passed.
 */
export { EnvironmentButton } from './EnvironmentButton.tsx';
export { SessionBar } from './SessionBar.tsx';
export { SessionButton } from './SessionButton.tsx';
