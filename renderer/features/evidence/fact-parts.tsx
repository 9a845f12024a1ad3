import type { ReactNode } from 'react';
import type { Rectangle } from '../../../core/evidence/index.ts';
import { UntrustedText } from '../../ui/index.ts';

/** A line of the facts. */
export type Fact = readonly [name: string, value: ReactNode];

/** An id or a number as it stands in the ledger. */
export function Code({ text }: { text: string }) {
  return (
    <span className="code">
      <UntrustedText text={text} />
    </span>
  );
}

/** Name and version. */
export function software({ name, version }: { readonly name: string; readonly version: string }): ReactNode {
  return <UntrustedText text={`${name} ${version}`} />;
}

/** `1920 × 1080 @ 0, 0`: pixels of the virtual desktop. */
export function area({ x, y, width, height }: Rectangle): string {
  return `${width} × ${height} @ ${x}, ${y}`;
}
