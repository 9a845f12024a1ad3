import type { CaseView } from '../../../core/contract/index.ts';
import type { OrderId } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { ClosingSection } from './ClosingSection.tsx';
import { Deadlines } from './Deadlines.tsx';
import { RouteQuestions } from './RouteQuestions.tsx';
import { Routes } from './Routes.tsx';
import { Submissions } from './Submissions.tsx';

/** What a tab of the order's page is given. */
export interface ProgressTabProps {
  readonly orderId: OrderId;
  readonly view: CaseView;
  /** Reads the case again after something was written. */
  readonly onChanged: () => void;
}

/** 进度: what to do next and why; below it everything that leads there. */
export function ProgressTab({ view }: ProgressTabProps) {
  const { progress: words } = useTexts();
  return (
    <div className="case-tab" data-testid="progress">
      <section className="progress-next" aria-label={words.next} data-testid="progress-next">
        <h2>
          {words.next}: {view.nextStep?.text ?? words.nextNone}
        </h2>
        {view.nextStep !== null && <p>{view.nextStep.why}</p>}
        {view.warnings.map((warning) => (
          <p key={warning} className="amber">
            {warning}
          </p>
        ))}
      </section>
      <Deadlines deadlines={view.deadlines} />
      <Submissions />
      <Routes routes={view.routes} />
      <RouteQuestions />
      <ClosingSection />
    </div>
  );
}
