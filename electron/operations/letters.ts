import type { Handlers } from '../../core/contract/index.ts';
import { ok } from '../../core/result.ts';
import { createLetterFile } from '../letters/index.ts';
import { caseDeskOf, saveAs } from './cases.ts';
import type { OperationDeps } from './ports.ts';

/** Letters, from facts and rules; who complains stays in the settings of this computer. */
export function letterHandlers(deps: OperationDeps): Handlers['letters'] {
  const { locker, settings } = deps;
  const nowUtc = () => deps.clock.facts().utc;
  return {
    listChoices: async ({ orderId }) => {
      if (!locker.ok) return locker;
      const desk = caseDeskOf(deps, locker.value);
      return desk.ok ? await desk.value.letterChoices(orderId) : desk;
    },
    compose: async ({ orderId, letter, channel }) => {
      if (!locker.ok) return locker;
      const desk = caseDeskOf(deps, locker.value);
      if (!desk.ok) return desk;
      const { applicant } = settings.current();
      return await desk.value.compose(orderId, { letter, channel, applicant, atUtc: nowUtc() });
    },
    check: async ({ orderId, ...edited }) => {
      if (!locker.ok) return locker;
      const desk = caseDeskOf(deps, locker.value);
      return desk.ok ? await desk.value.checkText(orderId, edited) : desk;
    },
    save: async ({ format, title, text }) =>
      await saveAs(deps, `${title}.${format}`, await createLetterFile({ format, title, text })),
    getApplicant: () => ok(settings.current().applicant),
    setApplicant: async (applicant) => {
      const saved = await settings.update({ applicant });
      return saved.ok ? ok(saved.value.applicant) : saved;
    },
  };
}
