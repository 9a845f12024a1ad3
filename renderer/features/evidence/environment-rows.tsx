import type { EnvironmentCheckFacts } from '../../../core/surroundings/index.ts';
import type { Texts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { FindingList } from '../proof/index.ts';
import type { Fact } from './fact-parts.tsx';

/** What an environment check looked at and what it found. */
export function environmentRows(check: EnvironmentCheckFacts, texts: Texts): readonly Fact[] {
  const { environment: words } = texts.session;
  return [
    [texts.facts.source, words.source],
    [
      words.domainLooked,
      check.domain === null ? words.domainNone : <UntrustedText key="domain" text={check.domain} />,
    ],
    [texts.locker.result, <FindingList key="findings" findings={check.findings} />],
  ];
}
