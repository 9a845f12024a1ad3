import { ExclamationCircleOutlined } from '@ant-design/icons';
import { useAppState } from '../hooks/index.ts';
import { failureText, useLocale, useTexts } from '../locales/index.ts';

/** Says calmly, on every page, that nothing can be stored now, why, and what to do. */
export function LockerBanner() {
  const { lockerProblem } = useAppState().state;
  const texts = useTexts();
  const locale = useLocale();
  if (lockerProblem === null) return null;
  return (
    <div className="banner banner-seal" role="alert" data-testid="locker-problem">
      <ExclamationCircleOutlined style={{ color: 'var(--lh-seal)', fontSize: 18, marginTop: 2 }} />
      <div className="grow">
        <strong>{texts.locker.problemTitle}</strong>
        <p>
          {failureText(lockerProblem, texts, locale)} <code className="tertiary">{lockerProblem.code}</code>
        </p>
      </div>
    </div>
  );
}
