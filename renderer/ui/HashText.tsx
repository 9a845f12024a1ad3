import { useTexts } from '../locales/index.ts';
import { CopyButton } from './CopyButton.tsx';
import { groupHash } from './formats.ts';

/** A whole hash, grouped for the eye and copyable as it is. */
export function HashText({ hash }: { hash: string }) {
  const texts = useTexts();
  let offset = 0;
  return (
    <span className="row" style={{ alignItems: 'flex-start', gap: 4 }}>
      <span className="hash" data-testid="hash">
        {groupHash(hash).map((group) => {
          offset += group.length;
          return <span key={offset}>{group}</span>;
        })}
      </span>
      <CopyButton text={hash} what={texts.facts.hash} />
    </span>
  );
}
