import { Button } from 'antd';
import type { LetterKind, SavedLetter } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { useOpenCase } from '../cases/index.ts';

interface VersionsProps {
  readonly saved: readonly SavedLetter[];
  nameOf(letter: LetterKind): string;
  onOpen(saved: SavedLetter): void;
}

/** Versions that were kept, newest first. */
export function Versions({ saved, nameOf, onOpen }: VersionsProps) {
  const { letters: words } = useTexts();
  const { book } = useOpenCase();
  if (saved.length === 0) return null;
  return (
    <section className="stack" aria-label={words.versions} data-testid="letter-versions">
      <h2>{words.versions}</h2>
      {saved.toReversed().map((one) => (
        <div key={one.id} className="row">
          <span className="grow">
            {nameOf(one.letter)} · {book.channels.find(({ id }) => id === one.channel)?.name ?? one.channel} ·{' '}
            {words.version(one.version)} {one.isEdited && <span className="tertiary">{words.edited}</span>}
          </span>
          <Button
            size="small"
            aria-label={words.openNamed(nameOf(one.letter), one.version)}
            onClick={() => onOpen(one)}
          >
            {words.use}
          </Button>
        </div>
      ))}
    </section>
  );
}
