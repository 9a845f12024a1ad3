import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CheckFinding } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { Basis, Citations } from './Citations.tsx';
import { checkList } from './check-list.ts';
import { FactDialog } from './FactDialog.tsx';
import { Fold } from './Fold.tsx';
import { ItemLinks } from './ItemLinks.tsx';
import { ReadingDialog } from './ReadingDialog.tsx';
import { withAnswer } from './situation.ts';
import { useOpenCase } from './use-open-case.tsx';

/** What the rules ask, one by one: what is not met with what to do, what only the user knows, the rest folded away. */
export function ChecksSection() {
  const { checks: words } = useTexts().cases;
  const { checks } = useOpenCase().view.assessment;
  if (checks.length === 0) return null;
  const list = checkList(checks);
  return (
    <section className="side-section" aria-label={words.title} data-testid="case-checks">
      <h2>{words.title}</h2>
      <Checks title={words.failed} checks={list.failed} tone="amber" />
      <Checks title={words.unknown} checks={list.asking} tone="ink" />
      <Checks title={words.unchecked} checks={list.unchecked} tone="plain" />
      {list.passed.length > 0 && (
        <Fold title={words.passed(list.passed.length)} testId="case-checks-passed">
          <Checks checks={list.passed} tone="plain" />
        </Fold>
      )}
      {list.notApplicable.length > 0 && (
        <Fold title={words.notApplicable(list.notApplicable.length)} testId="case-checks-not-applicable">
          <Checks checks={list.notApplicable} tone="plain" />
        </Fold>
      )}
      <Citations />
    </section>
  );
}

function Checks(props: {
  title?: string;
  checks: readonly CheckFinding[];
  tone: 'amber' | 'ink' | 'plain';
}): ReactNode {
  if (props.checks.length === 0) return null;
  return (
    <>
      {props.title !== undefined && <h3 className="secondary">{props.title}</h3>}
      <ul className="finding-list">
        {props.checks.map((check) => (
          <li
            key={check.id}
            className={`finding finding-${props.tone}`}
            data-testid={`case-check-${check.id}`}
            data-result={check.result}
          >
            <Check check={check} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Check({ check }: { check: CheckFinding }) {
  const { checks: words } = useTexts().cases;
  return (
    <>
      <p>
        {check.result === 'PASS' && <CheckOutlined className="need-held" aria-hidden />}{' '}
        <strong>{check.rule}</strong>
      </p>
      <p className="secondary">
        <UntrustedText text={check.reason} />
      </p>
      {check.remedy !== null && (
        <p>
          <span className="tertiary">{words.remedy} </span>
          {check.remedy}
        </p>
      )}
      {check.question !== null && <Question question={check.question} />}
      {(check.result === 'FAIL' || check.result === 'NOT_CHECKED') && check.question === null && (
        <NoteLinks check={check} />
      )}
      <AnswerUndo check={check} />
      <ItemLinks itemIds={check.itemIds} />
      <Basis cites={check.cites} />
    </>
  );
}

/** Most checks wait for a fact: it is noted from here, without leaving. */
function NoteLinks({ check }: { check: CheckFinding }) {
  const { story: words } = useTexts().cases;
  const { isLocked } = useOpenCase();
  const [dialog, setDialog] = useState<'fact' | 'reading'>();
  const close = () => setDialog(undefined);
  const link = (about: 'fact' | 'reading', name: string) => (
    <Button
      type="link"
      size="small"
      className="finding-link"
      disabled={isLocked}
      data-testid={`case-check-${check.id}-${about}`}
      onClick={() => setDialog(about)}
    >
      {name}
    </Button>
  );
  return (
    <span className="row finding-links">
      {link('fact', words.add)}
      {link('reading', words.read)}
      {dialog === 'fact' && <FactDialog fact={undefined} onClose={close} />}
      {dialog === 'reading' && <ReadingDialog about={check.itemIds} onClose={close} />}
    </span>
  );
}

function Question({ question }: { question: NonNullable<CheckFinding['question']> }) {
  const { checks: words } = useTexts().cases;
  const { isLocked, changeSituation } = useOpenCase();
  const answer = (value: 'yes' | 'no') =>
    void changeSituation((situation) => withAnswer(situation, question.id, value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons that write at once are no form, and a fieldset would be one
    <div className="question" role="group" aria-label={question.text}>
      <p>{question.text}</p>
      <span className="row">
        {(['yes', 'no'] as const).map((value) => (
          <Button
            key={value}
            size="small"
            disabled={isLocked}
            data-testid={`case-answer-${question.id}-${value}`}
            onClick={() => answer(value)}
          >
            {words[value]}
          </Button>
        ))}
      </span>
    </div>
  );
}

/** An answer given by mistake can be given again: the check's own question is then asked anew. */
function AnswerUndo({ check }: { check: CheckFinding }) {
  const { checks: words } = useTexts().cases;
  const { view, isLocked, changeSituation } = useOpenCase();
  const situation = view.records.find(({ record }) => record.kind === 'situation')?.record;
  const id = `${view.assessment.scenario}.${check.id}`;
  if (situation?.kind !== 'situation' || situation.answers[id] === undefined) return null;
  return (
    <Button
      type="link"
      size="small"
      className="finding-link"
      disabled={isLocked}
      data-testid={`case-answer-${id}-undo`}
      onClick={() => void changeSituation((last) => withAnswer(last, id, null))}
    >
      {words.undo}
    </Button>
  );
}
