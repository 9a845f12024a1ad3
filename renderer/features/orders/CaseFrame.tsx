import type { ReactNode } from 'react';
import type { CaseView, RulesView } from '../../../core/contract/index.ts';
import type { Item } from '../../../core/evidence/index.ts';
import type { Order } from '../../../core/orders/index.ts';
import type { Query } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { FailureNotice } from '../../ui/index.ts';
import { CaseProvider } from '../cases/index.ts';

export interface CaseFrameProps {
  readonly order: Order;
  readonly caseQuery: Query<CaseView>;
  readonly rules: Query<RulesView>;
  readonly items: readonly Item[];
  onOpenItem(itemId: string): void;
  readonly children: (view: CaseView) => ReactNode;
}

/** What needs the case and the rules, once both are there; why not, when one of them cannot be had. */
export function CaseFrame({ order, caseQuery, rules, items, onOpenItem, children }: CaseFrameProps) {
  const texts = useTexts();
  const failure = rules.value === undefined ? rules.failure : caseQuery.failure;
  if (rules.value !== undefined && caseQuery.value !== undefined) {
    return (
      <CaseProvider
        order={order}
        view={caseQuery.value}
        book={rules.value.ruleBook}
        items={items}
        openItem={onOpenItem}
        onChanged={caseQuery.refresh}
      >
        {children(caseQuery.value)}
      </CaseProvider>
    );
  }
  if (failure === undefined) return <div className="empty-state secondary">{texts.app.loading}</div>;
  const retry = () => {
    rules.refresh();
    caseQuery.refresh();
  };
  return <FailureNotice failure={failure} onRetry={retry} />;
}
