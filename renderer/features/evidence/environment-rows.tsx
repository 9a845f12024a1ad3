import type { EnvironmentCheckFacts } from '../../../core/surroundings/index.ts';
import type { Texts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { FindingList } from '../proof/index.ts';
import type { Fact } from './fact-parts.tsx';

/** What an environment check looked at and what it found; beside the report itself the findings are not said twice. */
export function environmentRows(
  check: EnvironmentCheckFacts,
  texts: Texts,
  isBesideReport: boolean,
): readonly Fact[] {
  const { environment: words } = texts.session;
  const facts: Fact[] = [
    [texts.facts.source, words.source],
    [
      words.domainLooked,
      check.domain === null ? words.domainNone : <UntrustedText key="domain" text={check.domain} />,
    ],
  ];
  if (!isBesideReport) {
    facts.push([texts.locker.result, <FindingList key="findings" findings={check.findings} />]);
  }
  return facts;
}
