import type { RouteView } from '../../../core/contract/index.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton } from '../../ui/index.ts';
import { Basis, useOpenCase } from '../cases/index.ts';

/** Whom to ask in which order, and what excludes what. */
export function Routes({ routes }: { routes: readonly RouteView[] }) {
  const { progress: words } = useTexts();
  return (
    <section aria-label={words.routes} data-testid="progress-routes">
      <h2>{words.routes}</h2>
      {routes.map((route) => (
        <Route key={`${route.step} ${route.channel}`} route={route} />
      ))}
    </section>
  );
}

function Route({ route }: { route: RouteView }) {
  const { progress: words } = useTexts();
  const { jurisdiction } = route;
  return (
    <div className="progress-entry" data-testid={`route-${route.channel}`} data-state={route.state}>
      <div className="row row-wrap">
        <span className={`route-state route-${route.state}`}>{words.states[route.state]}</span>
        <strong>
          {route.step} {route.name}
        </strong>
      </div>
      <p>{route.why}</p>
      <Basis cites={route.cites} />
      {route.needs.length > 0 && (
        <p className="secondary">
          {words.needs}: {route.needs.join(' · ')}
        </p>
      )}
      {jurisdiction !== null && (
        <>
          <p className="secondary">
            {words.jurisdiction}: {jurisdiction.text}
          </p>
          <Basis cites={jurisdiction.cites} />
        </>
      )}
      {route.warn.map((warning) => (
        <p key={warning} className="amber">
          {warning}
        </p>
      ))}
      {route.state !== 'excluded' && <Address route={route} />}
    </div>
  );
}

/** The official address as text to copy: nothing here opens a page, and impostors are warned of. */
function Address({ route }: { route: RouteView }) {
  const { progress: words } = useTexts();
  const { book } = useOpenCase();
  const channel = book.channels.find(({ id }) => id === route.channel);
  if (channel?.url === undefined) return null;
  return (
    <>
      <p className="row row-wrap">
        <span className="secondary">{words.address}</span>
        <span className="code">{channel.url}</span>
        <CopyButton text={channel.url} what={words.address} />
        <span className="tertiary">{words.addressHint}</span>
      </p>
      <p className="amber">{book.impostorWarning.join(' ')}</p>
    </>
  );
}
