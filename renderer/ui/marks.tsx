import { Tooltip } from 'antd';
import type { ProofLevel } from '../../core/evidence/index.ts';
import { useTexts } from '../locales/index.ts';

/** The seal: this item is stored and will not change. */
export function SealMark({ size = 14 }: { size?: number }) {
  const texts = useTexts();
  return (
    <span className="seal-mark" style={{ fontSize: size }} aria-hidden="true">
      {texts.app.sealCharacter}
    </span>
  );
}

/** What the stamp of an item says: its proof level, or that a time stamp is on its way. */
export type ShownProof = ProofLevel | 'pending';

/**
 * How much stands behind an item, as a small stamp, with a short explanation on hover and focus. `isPlain` is for lists of
 * thousands, whose cards hold no focus: the explanation is then the browser's own.
 */
export function ProofMark({ level, isPlain = false }: { level: ShownProof; isPlain?: boolean }) {
  const { name, meaning } = useTexts().domain.proofLevels[level];
  if (isPlain) {
    return (
      <span className={`proof-mark proof-${level}`} title={meaning} data-proof={level}>
        {name}
      </span>
    );
  }
  return (
    <Tooltip title={meaning} trigger={['hover', 'focus']}>
      <button
        type="button"
        className={`proof-mark proof-${level}`}
        data-testid="proof-mark"
        data-proof={level}
      >
        {name}
      </button>
    </Tooltip>
  );
}
