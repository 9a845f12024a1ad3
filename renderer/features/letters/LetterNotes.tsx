import { Button } from 'antd';
import type { LetterView, OutputOf } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import { Fold } from '../cases/index.ts';

interface LetterNotesProps {
  readonly composed: LetterView | undefined;
  readonly checked: OutputOf<'letters', 'check'> | undefined;
  onApplicant(): void;
}

/** What has to be changed, what is missing, what was left out and why. */
export function LetterNotes({ composed, checked, onApplicant }: LetterNotesProps) {
  const { letters: words } = useTexts();
  const findings = checked?.findings ?? [];
  const missing = composed?.missing ?? [];
  const omitted = composed?.omitted ?? [];
  return (
    <>
      {checked !== undefined && findings.length === 0 && <p className="secondary">{words.noFindings}</p>}
      {findings.length > 0 && (
        <div className="banner banner-amber" role="status" data-testid="letter-findings">
          <div>
            <strong>{words.findings}</strong>
            {findings.map(({ code, text }) => (
              <p key={`${code} ${text}`}>{text}</p>
            ))}
          </div>
        </div>
      )}
      {missing.length > 0 && (
        <div className="banner banner-amber" data-testid="letter-missing">
          <div className="grow">
            <strong>{words.missing}</strong>
            {missing.map(({ field, advice }) => (
              <p key={field}>
                {field}: {advice}
              </p>
            ))}
          </div>
          <Button size="small" data-testid="letter-missing-applicant" onClick={onApplicant}>
            {words.fillApplicant}
          </Button>
        </div>
      )}
      {omitted.length > 0 && (
        <Fold title={`${words.omitted} ${omitted.length}`} testId="letter-omitted">
          <ul className="letter-notes">
            {omitted.map(({ text, why }) => (
              <li key={text}>
                <UntrustedText text={text} /> <span className="secondary">{why}</span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}
