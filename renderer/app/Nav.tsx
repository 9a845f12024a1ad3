import {
  BookOutlined,
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  CloudUploadOutlined,
  DatabaseOutlined,
  InboxOutlined,
  ScheduleOutlined,
  SettingOutlined,
  ShoppingOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { LockerStatus } from '../../core/contract/index.ts';
import { client } from '../client.ts';
import { useBackup } from '../features/backup/index.ts';
import { isUrgent, useTodo } from '../features/todo/index.ts';
import { type Place, useLatest, useNavigation, useQuery } from '../hooks/index.ts';
import { type Texts, useTexts } from '../locales/index.ts';

const sections = ['inbox', 'orders', 'todo', 'locker', 'rules', 'settings'] as const;
type Section = (typeof sections)[number];

const icons: Readonly<Record<Section, ReactNode>> = {
  inbox: <InboxOutlined />,
  orders: <ShoppingOutlined />,
  todo: <ScheduleOutlined />,
  locker: <DatabaseOutlined />,
  rules: <BookOutlined />,
  settings: <SettingOutlined />,
};

/** The places, with what waits in them. */
export function Nav() {
  const texts = useTexts();
  const { place, go } = useNavigation();
  const status = useQuery('locker-status', () => client().locker.getStatus()).value;
  const here = sectionOf(place);
  return (
    <nav className="nav" aria-label={texts.app.nav}>
      {sections.map((section) => (
        <button
          key={section}
          type="button"
          className="nav-item"
          aria-current={section === here ? 'page' : undefined}
          data-testid={`nav-${section}`}
          onClick={() => go({ name: section })}
        >
          {icons[section]}
          <span className="grow">{texts.app[section]}</span>
          {section === 'todo' && <UrgentCount />}
          {section === 'locker' && status !== undefined && status.itemCount > 0 && <BackupReminder />}
          {status !== undefined && <NavMark section={section} status={status} texts={texts} />}
        </button>
      ))}
    </nav>
  );
}

/** How many entries cannot wait: overdue, today, in a few days. */
function UrgentCount() {
  const texts = useTexts();
  const count = useTodo().value?.entries.filter(isUrgent).length ?? 0;
  if (count === 0) return null;
  return (
    <span className="nav-count figures" title={texts.todo.urgent(count)} data-testid="nav-todo-count">
      {count}
    </span>
  );
}

/** That a backup is due is said where every page shows it; nothing else would ever tell. */
function BackupReminder() {
  const texts = useTexts();
  const backup = useLatest(useBackup().value);
  if (backup?.isDue !== true) return null;
  return (
    <CloudUploadOutlined
      title={backup.last === null ? texts.backup.never : texts.backup.due}
      style={{ color: 'var(--lh-amber)' }}
      data-testid="nav-backup-due"
    />
  );
}

function NavMark({ section, status, texts }: { section: Section; status: LockerStatus; texts: Texts }) {
  if (section === 'inbox' && status.inboxCount > 0) {
    return (
      <span className="nav-count figures" data-testid="nav-inbox-count">
        {status.inboxCount}
      </span>
    );
  }
  if (section !== 'locker') return null;
  const verdict = status.lastVerification?.verdict;
  if (verdict === undefined) {
    return (
      <ClockCircleOutlined title={texts.app.lockerNotYet} style={{ color: 'var(--lh-text-tertiary)' }} />
    );
  }
  return verdict === 'failed' ? (
    <CloseCircleFilled title={texts.app.lockerBad} style={{ color: 'var(--lh-seal)' }} />
  ) : (
    <CheckCircleFilled
      title={verdict === 'verified' ? texts.app.lockerGood : texts.locker.partial}
      style={{ color: 'var(--lh-green)' }}
    />
  );
}

function sectionOf(place: Place): Section {
  return place.name === 'order' ? 'orders' : place.name;
}
