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

/** How much stands behind an item, as a small stamp; `isPlain` leaves out the explanation on hover. */
export function ProofMark({ level, isPlain = false }: { level: ProofLevel; isPlain?: boolean }) {
  const { name, meaning } = useTexts().domain.proofLevels[level];
  const mark = <span className={`proof-mark proof-${level}`}>{name}</span>;
  return isPlain ? mark : <Tooltip title={meaning}>{mark}</Tooltip>;
}
