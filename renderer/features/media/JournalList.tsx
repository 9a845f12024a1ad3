import { useTexts } from '../../locales/index.ts';
import { LocalTime, UntrustedText } from '../../ui/index.ts';
import { gapText, noticeText } from './journal-texts.ts';
import { type Recorded, recordedUtcAt } from './recorded-time.ts';
import { formatMediaTime } from './times.ts';

/** Marks, pauses and notices of a recording in the order of its time; each is a way to its place. */
export function JournalList(props: { recorded: Recorded | undefined; onSeek: (mediaMs: number) => void }) {
  const { recorded } = props;
  const texts = useTexts();
  if (recorded === undefined) return <p className="secondary">{texts.media.marksImported}</p>;
  const lines = linesOf(recorded);
  if (lines.length === 0) return <p className="secondary">{texts.media.marksNone}</p>;
  return (
    <ol className="journal-list" data-testid="media-journal">
      {lines.map((line) => (
        <li key={`${line.sort} ${line.utc} ${line.mediaMs}`} className={`is-${line.sort}`}>
          <button
            type="button"
            data-testid={`media-journal-${line.sort}-${line.mediaMs}`}
            onClick={() => props.onSeek(line.mediaMs)}
          >
            <span className="figures code">{formatMediaTime(line.mediaMs)}</span>
            <span className={`journal-dot is-${line.sort}`} aria-hidden="true" />
            <span className="grow">
              {line.sort === 'mark' && <UntrustedText text={line.label} />}
              {line.sort === 'gap' && `${gapText(line, texts)} · ${texts.media.gapReasons[line.reason]}`}
              {line.sort === 'notice' && <UntrustedText text={noticeText(line, texts)} />}
            </span>
            {line.sort === 'mark' && (
              <span className="secondary">
                <LocalTime iso={recordedUtcAt(recorded, line.mediaMs)} />
              </span>
            )}
          </button>
        </li>
      ))}
    </ol>
  );
}

function linesOf({ facts }: Recorded) {
  return [
    ...facts.marks.map((mark) => ({ sort: 'mark' as const, ...mark })),
    ...facts.gaps.map((gap) => ({ sort: 'gap' as const, utc: gap.fromUtc, ...gap })),
    ...facts.notices.map((notice) => ({ sort: 'notice' as const, ...notice })),
  ].toSorted((one, other) => one.mediaMs - other.mediaMs || one.utc.localeCompare(other.utc));
}
