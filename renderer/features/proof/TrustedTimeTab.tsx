import type { AuthorityView, StampingState } from '../../../core/contract/index.ts';
import { useStamping } from '../../hooks/index.ts';
import { failureText, useLocale, useTexts } from '../../locales/index.ts';
import { formatLocalTime, LocalTime, UntrustedText } from '../../ui/index.ts';
import { CheckpointTable } from './CheckpointTable.tsx';
import { StampingAction, StampingStanding } from './StampingStanding.tsx';
import './proof.css';

/** What waits for a stamp, how the authorities do, and every checkpoint. */
export function TrustedTimeTab() {
  const texts = useTexts();
  const stamping = useStamping();
  return (
    <>
      {stamping === undefined ? (
        <p className="secondary">{texts.app.loading}</p>
      ) : (
        <>
          <StampingStanding stamping={stamping}>
            <StampingAction stamping={stamping} />
          </StampingStanding>
          {stamping.isOn && <Authorities stamping={stamping} />}
        </>
      )}
      <CheckpointTable isStampingOn={stamping?.isOn === true} />
    </>
  );
}

function Authorities({ stamping }: { stamping: StampingState }) {
  const texts = useTexts();
  const { stamping: words } = texts.proof;
  const on = stamping.authorities.filter(({ isOn }) => isOn);
  const { chainExpiresUtc, newestTrustedTimeUtc, pendingItemCount } = stamping;
  return (
    <section className="panel" aria-label={words.authorities} data-testid="authorities-health">
      <div className="row row-wrap" style={{ paddingBottom: 8 }}>
        <h2>{words.authorities}</h2>
        <span className="tertiary">{on.length === 0 ? words.noAuthorities : words.oneIsEnough}</span>
      </div>
      {on.map((authority) => (
        <AuthorityHealth key={authority.id} authority={authority} />
      ))}
      {newestTrustedTimeUtc !== null && (
        <p className="tertiary figures">
          {pendingItemCount > 0 && <>{words.newest(formatLocalTime(newestTrustedTimeUtc))} </>}
          {chainExpiresUtc !== null && words.expires(formatLocalTime(chainExpiresUtc).slice(0, 10))}
        </p>
      )}
    </section>
  );
}

/** Who, how it does, when it last answered, why it last did not and when it is asked again. */
function AuthorityHealth({ authority }: { authority: AuthorityView }) {
  const texts = useTexts();
  const locale = useLocale();
  const { stamping: words } = texts.proof;
  const { state, lastSuccessUtc, lastFailure, nextTryUtc } = authority.health;
  return (
    <div className="authority" data-testid={`authority-health-${authority.id}`} data-state={state}>
      <span className="ellipsis">
        <strong>
          <UntrustedText text={authority.name} />
        </strong>{' '}
        <span className="tertiary code">
          <UntrustedText text={authority.url} />
        </span>
      </span>
      <strong className={`authority-state is-${state}`}>{words.states[state]}</strong>
      <span className="secondary figures">
        {lastSuccessUtc === null ? (
          state !== 'unknown' && words.neverSucceeded
        ) : (
          <time dateTime={lastSuccessUtc}>{words.lastSuccess(formatLocalTime(lastSuccessUtc))}</time>
        )}
      </span>
      <span className="secondary figures">
        {nextTryUtc !== null && words.nextTry(formatLocalTime(nextTryUtc))}
      </span>
      {state === 'failing' && lastFailure !== null && (
        <p style={{ gridColumn: '1 / -1' }}>
          {failureText(lastFailure, texts, locale)}{' '}
          <span className="tertiary">
            <code>{lastFailure.code}</code> · <LocalTime iso={lastFailure.atUtc} />
          </span>
        </p>
      )}
    </div>
  );
}
