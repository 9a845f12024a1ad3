import { Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { StampingState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useNavigation, useStamping } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText, useReport } from '../../ui/index.ts';
import { AuthoritiesSettings } from './AuthoritiesSettings.tsx';
import { ClockSettings } from './ClockSettings.tsx';
import './proof.css';

/** What may be changed of it; the rest stays as main has it. */
export type StampingPatch = Partial<{
  readonly isOn: boolean;
  readonly isClockComparisonOn: boolean;
  readonly onAuthorityIds: readonly string[];
}>;

/** Trusted time and clock comparison: what leaves the machine and to whom stands above the switch that lets it. */
export function TrustedTimeSettings() {
  const texts = useTexts();
  const words = texts.trustedTime;
  const stamping = useStamping();
  const section = useArrival();
  const { isSaving, configure } = useConfigure(stamping);
  return (
    <section
      ref={section}
      className="panel stack trusted-time"
      aria-label={words.title}
      tabIndex={-1}
      data-testid="settings-trusted-time"
    >
      <h2>{words.title}</h2>
      <p className="secondary">{words.what}</p>
      {stamping === undefined ? (
        <p className="secondary">{texts.app.loading}</p>
      ) : (
        <>
          <WhatLeaves stamping={stamping} />
          <div className="row">
            <Switch
              aria-label={words.switch}
              checked={stamping.isOn}
              loading={isSaving}
              data-testid="trusted-time-switch"
              onChange={(isOn) => configure({ isOn })}
            />
            <strong>{words.switch}</strong>
            <span className="tertiary">{stamping.isOn ? words.isOn : words.isOff}</span>
          </div>
          <AuthoritiesSettings stamping={stamping} onChange={configure} />
          <ClockSettings stamping={stamping} onChange={configure} />
        </>
      )}
    </section>
  );
}

function WhatLeaves({ stamping }: { stamping: StampingState }) {
  const words = useTexts().trustedTime;
  const on = stamping.authorities.filter(({ isOn }) => isOn);
  return (
    <div className="leaves" data-testid="trusted-time-leaves">
      <strong>{words.leavesTitle}</strong>
      <p>{words.leaves}</p>
      {on.length === 0 ? (
        <p>{words.leavesToNone}</p>
      ) : (
        <>
          <p>{words.leavesTo}</p>
          <ul>
            {on.map((authority) => (
              <li key={authority.id}>
                <UntrustedText text={authority.name} />{' '}
                <span className="code secondary">
                  <UntrustedText text={authority.url} />
                </span>
              </li>
            ))}
          </ul>
          <p className="secondary">{words.leavesIp}</p>
        </>
      )}
    </div>
  );
}

function useConfigure(stamping: StampingState | undefined) {
  const report = useReport();
  const [isSaving, setSaving] = useState(false);
  const configure = (patch: StampingPatch) => {
    if (stamping === undefined) return;
    const now = {
      isOn: stamping.isOn,
      isClockComparisonOn: stamping.isClockComparisonOn,
      onAuthorityIds: stamping.authorities.filter(({ isOn }) => isOn).map(({ id }) => id),
    };
    setSaving(true);
    const wanted = { ...now, ...patch, onAuthorityIds: [...(patch.onAuthorityIds ?? now.onAuthorityIds)] };
    void report.settled(client().timestamps.configure(wanted)).finally(() => setSaving(false));
  };
  return { isSaving, configure };
}

/** Whoever was sent here sees this section, and the keyboard is in it. */
function useArrival() {
  const { place, arrival } = useNavigation();
  const section = useRef<HTMLElement>(null);
  const isSentHere = place.name === 'settings' && place.section === 'trusted-time';
  // biome-ignore lint/correctness/useExhaustiveDependencies: being sent here again is an arrival of its own
  useEffect(() => {
    if (!isSentHere) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, [isSentHere, arrival]);
  return section;
}
