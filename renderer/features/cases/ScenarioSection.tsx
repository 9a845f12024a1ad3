import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ScenarioId } from '../../../core/rules/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { Circumstances } from './Circumstances.tsx';
import { useOpenCase } from './use-open-case.tsx';

/** 发生了什么: chosen in plain words, or taken over from what the facts look like. */
export function ScenarioSection() {
  const { scenario: words } = useTexts().cases;
  const { view, book, isLocked, changeSituation } = useOpenCase();
  const [isChoosing, setChoosing] = useState(false);
  const chosen = book.scenarios.find(({ id }) => id === view.assessment.scenario);
  const choose = (scenario: ScenarioId) => {
    setChoosing(false);
    void changeSituation((situation) => ({ ...situation, scenario }));
  };
  const isOpen = chosen === undefined || isChoosing;
  return (
    <section className="side-section" aria-label={words.title} data-testid="case-scenario">
      <div className="row">
        <h2 className="grow">{words.title}</h2>
        {chosen !== undefined && (
          <Button
            type="text"
            size="small"
            disabled={isLocked}
            aria-expanded={isChoosing}
            data-testid="case-scenario-change"
            onClick={() => setChoosing(!isChoosing)}
          >
            {isChoosing ? words.keep : words.change}
          </Button>
        )}
      </div>
      {isOpen ? (
        <ScenarioChoices onChoose={choose} />
      ) : (
        <div data-testid="case-scenario-chosen" data-scenario={chosen.id}>
          <strong>{chosen.plainName}</strong>
          <p className="secondary">{chosen.plainHint}</p>
        </div>
      )}
      {chosen !== undefined && <Circumstances />}
    </section>
  );
}

function ScenarioChoices({ onChoose }: { onChoose: (scenario: ScenarioId) => void }) {
  const { scenario: words } = useTexts().cases;
  const { view, book, isLocked } = useOpenCase();
  const { proposals, scenario: current } = view.assessment;
  const [best] = proposals.filter(({ scenario }) => scenario !== current);
  const proposed = book.scenarios.find(({ id }) => id === best?.scenario);
  return (
    <>
      <p className="secondary">{words.ask}</p>
      {best !== undefined && proposed !== undefined && (
        <div className="proposal" data-testid="case-proposal">
          <span className="tertiary">{words.looksLike}</span>
          <strong>{proposed.plainName}</strong>
          <p className="secondary">
            <UntrustedText text={best.reason} />
          </p>
          <Button
            type="primary"
            size="small"
            disabled={isLocked}
            data-testid="case-proposal-adopt"
            onClick={() => onChoose(proposed.id)}
          >
            {words.adopt}
          </Button>
        </div>
      )}
      <ul className="scenario-list" aria-label={words.choose}>
        {book.scenarios.map(({ id, plainName, plainHint }) => (
          <li key={id}>
            <button
              type="button"
              className="scenario-option"
              disabled={isLocked}
              aria-pressed={id === current}
              title={plainHint}
              data-testid={`case-scenario-${id}`}
              onClick={() => onChoose(id)}
            >
              <span className="grow">
                {plainName}
                <span className="tertiary scenario-hint">{plainHint}</span>
              </span>
              {id === current && <CheckOutlined aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
