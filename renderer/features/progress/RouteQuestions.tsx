import { Button } from 'antd';
import { recordsOf } from '../../../core/cases/index.ts';
import { complaintQuestions } from '../../../core/complaints/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useOpenCase, withAnswer } from '../cases/index.ts';

/** What no record can tell, and what decides whom to ask: each answered, or left open. */
export function RouteQuestions() {
  const { progress: words, cases } = useTexts();
  const { view, isLocked, changeSituation } = useOpenCase();
  const [situation] = recordsOf(
    view.records.map(({ record }) => record),
    'situation',
  );
  return (
    <details className="progress-questions" data-testid="progress-questions">
      <summary>{words.questions}</summary>
      {Object.values(complaintQuestions).map(({ id, text }) => {
        const known = situation?.answers[id];
        return (
          // biome-ignore lint/a11y/useSemanticElements: two buttons that write at once are no form
          <div key={id} className="question" role="group" aria-label={text}>
            <p>{text}</p>
            <span className="row">
              {(['yes', 'no'] as const).map((value) => (
                <Button
                  key={value}
                  size="small"
                  type={known === value ? 'primary' : 'default'}
                  aria-pressed={known === value}
                  disabled={isLocked}
                  data-testid={`route-answer-${id}-${value}`}
                  onClick={() => {
                    const next = known === value ? null : value;
                    void changeSituation((last) => withAnswer(last, id, next));
                  }}
                >
                  {cases.checks[value]}
                </Button>
              ))}
            </span>
          </div>
        );
      })}
    </details>
  );
}
