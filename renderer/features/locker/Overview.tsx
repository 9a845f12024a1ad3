import { Button } from 'antd';
import { type LockerTab, useLatest, useNavigation, useStamping } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { BackupStanding, useBackup } from '../backup/index.ts';
import { StampingStanding } from '../proof/index.ts';

/** How times and copies stand, each with the way to its tab. */
export function Overview() {
  const stamping = useStamping();
  const backup = useLatest(useBackup().value);
  return (
    <div className="overview">
      {stamping !== undefined && (
        <StampingStanding stamping={stamping}>
          <See tab="time" />
        </StampingStanding>
      )}
      {backup !== undefined && (
        <BackupStanding backup={backup}>
          <See tab="backup" />
        </BackupStanding>
      )}
    </div>
  );
}

function See({ tab }: { tab: LockerTab }) {
  const texts = useTexts();
  const { go } = useNavigation();
  return (
    <Button
      size="small"
      aria-label={`${texts.locker.see} ${texts.locker.tabs[tab]}`}
      data-testid={`locker-see-${tab}`}
      onClick={() => go({ name: 'locker', tab })}
    >
      {texts.locker.see}
    </Button>
  );
}
