import type { Check } from '../finding.ts';
import { accountAbnormalChecks } from './account-abnormal.ts';
import { accountRecoveredChecks } from './account-recovered.ts';
import { cardInvalidChecks } from './card-invalid.ts';
import { duplicateChargeChecks } from './duplicate-charge.ts';
import { featureMissingChecks } from './feature-missing.ts';
import { lateDeliveryChecks } from './late-delivery.ts';
import { merchantGoneChecks } from './merchant-gone.ts';
import { notDeliveredChecks } from './not-delivered.ts';
import { systemFaultChecks } from './system-fault.ts';

/** Every check of the rule book by `scenario.check`. A rule without a function fails a test, and is shown as not checked. */
export const checks: ReadonlyMap<string, Check> = new Map<string, Check>(
  Object.entries({
    ...notDeliveredChecks,
    ...lateDeliveryChecks,
    ...cardInvalidChecks,
    ...accountAbnormalChecks,
    ...accountRecoveredChecks,
    ...featureMissingChecks,
    ...duplicateChargeChecks,
    ...merchantGoneChecks,
    ...systemFaultChecks,
  }),
);
