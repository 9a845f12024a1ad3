export { createSteps, type Steps, VerificationCancelled } from '../../core/verification/index.ts';
