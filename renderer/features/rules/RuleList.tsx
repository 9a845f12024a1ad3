import type { RulesView } from '../../../core/contract/index.ts';
import type { Confidence } from '../../../core/rules/index.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton } from '../../ui/index.ts';
import { Limits } from './Limits.tsx';
import type { RuleEntry } from './rule-entries.ts';

interface RuleListProps {
  readonly entries: readonly RuleEntry[];
  readonly view: RulesView;
  onView(view: RulesView): void;
}

/** Rules, one below the other. */
export function RuleList({ entries, view, onView }: RuleListProps) {
  const { rules: words } = useTexts();
  if (entries.length === 0) return <p className="empty-state">{words.nothing}</p>;
  return (
    <ul className="rule-list">
      {entries.map((entry) => (
        <li key={entry.key} className="rule-entry" data-testid={`rule-${entry.key}`}>
          <div className="row">
            <h3 className="grow">{entry.title}</h3>
            {entry.copy !== null && <CopyButton text={entry.copy} what={entry.title} />}
            {entry.confidence !== null && <ConfidenceTag confidence={entry.confidence} />}
          </div>
          {entry.lines.map(([label, texts]) => (
            <p key={`${label} ${texts[0]}`}>
              {label !== '' && <span className="secondary">{label}: </span>}
              {texts.join(' · ')}
            </p>
          ))}
          {entry.channel !== null && <Limits channelId={entry.channel} view={view} onView={onView} />}
        </li>
      ))}
    </ul>
  );
}

function ConfidenceTag({ confidence }: { confidence: Confidence }) {
  const { rules: words } = useTexts();
  return <span className={`rule-tag rule-tag-${confidence}`}>{words.confidence[confidence]}</span>;
}
