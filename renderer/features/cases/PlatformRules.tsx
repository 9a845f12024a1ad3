import { Button } from 'antd';
import { useState } from 'react';
import { type PlatformRule, recordsOf } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { ItemThumbs } from './ItemThumbs.tsx';
import { PlatformRuleDialog } from './PlatformRuleDialog.tsx';
import { useOpenCase } from './use-open-case.tsx';

/** What the platform itself promised or ruled, in its own words. */
export function PlatformRules() {
  const { platformRule: words, story } = useTexts().cases;
  const { view, isLocked } = useOpenCase();
  const [edited, setEdited] = useState<{ readonly rule: PlatformRule | undefined }>();
  const rules = recordsOf(
    view.records.map(({ record }) => record),
    'platform-rule',
  );
  return (
    <section className="stack" aria-label={words.title} data-testid="platform-rules">
      <div className="row">
        <h2>{words.title}</h2>
        <span className="secondary grow">{words.intro}</span>
        <Button
          disabled={isLocked}
          data-testid="platform-rule-add"
          onClick={() => setEdited({ rule: undefined })}
        >
          {words.add}
        </Button>
      </div>
      {rules.map((rule) => (
        <div key={rule.id} className="panel stack">
          <div className="row">
            <strong className="grow">
              <UntrustedText text={`${rule.ruleName} ${rule.clause}`} />
            </strong>
            <span className="tertiary figures">
              {[rule.version, rule.publishedOn].filter(Boolean).join(' · ')}
            </span>
            <Button
              size="small"
              type="text"
              disabled={isLocked}
              aria-label={story.editNamed(`${rule.ruleName} ${rule.clause}`)}
              onClick={() => setEdited({ rule })}
            >
              {words.edit}
            </Button>
          </div>
          <UntrustedText text={rule.quote} isMultiline />
          <ItemThumbs itemIds={rule.itemIds} />
          {rule.itemIds.length === 0 && <span className="amber">{story.noItems}</span>}
        </div>
      ))}
      {edited !== undefined && <PlatformRuleDialog rule={edited.rule} onClose={() => setEdited(undefined)} />}
    </section>
  );
}
