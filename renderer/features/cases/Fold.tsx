import type { ReactNode } from 'react';

/** Something that is there but need not be read now. */
export function Fold(props: { title: ReactNode; testId: string; children: ReactNode }) {
  return (
    <details className="fold">
      <summary data-testid={props.testId}>{props.title}</summary>
      <div className="fold-body">{props.children}</div>
    </details>
  );
}
