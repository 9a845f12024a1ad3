import { CheckCircleFilled, ExclamationCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { EnvironmentFinding } from '../../../core/surroundings/index.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText } from '../../ui/index.ts';
import './proof.css';

type Outcome = EnvironmentFinding['outcome'];
/** What needs a look comes first. */
const outcomes: readonly Outcome[] = ['noticed', 'not-checked', 'clear'];

const icons: Readonly<Record<Outcome, ReactNode>> = {
  noticed: <ExclamationCircleFilled className="finding-icon" aria-hidden />,
  'not-checked': <QuestionCircleFilled className="finding-icon" aria-hidden />,
  clear: <CheckCircleFilled className="finding-icon" aria-hidden />,
};

/** What an environment check found, in groups: 需要留意, 未能检查, 正常. */
export function FindingList({ findings }: { findings: readonly EnvironmentFinding[] }) {
  const { environment: words } = useTexts().session;
  return (
    <div className="findings" data-testid="findings">
      {outcomes.map((outcome) => {
        const found = findings.filter((finding) => finding.outcome === outcome);
        if (found.length === 0) return null;
        return (
          <section
            key={outcome}
            className={`finding-group is-${outcome}`}
            data-testid={`findings-${outcome}`}
          >
            <h3>
              {icons[outcome]} {words.groups[outcome]} <span className="figures">{found.length}</span>
            </h3>
            <dl>
              {found.map((finding) => (
                <div key={`${finding.id} ${finding.detail}`} className="finding">
                  <dt>{words.findings[finding.id]}</dt>
                  <dd>
                    <UntrustedText text={finding.detail} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
