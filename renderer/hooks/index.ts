/**
 * How the window asks and listens: typed, over `window.liuhen` alone. Promise: what is shown is refreshed when the ledger
 * advances, in this process or another; no failure is swallowed. Holds no rules of its own.
 */
export { AppStateProvider, useAppState } from './use-app-state.tsx';
export { useEvent } from './use-event.ts';
export { JobsProvider, type SeenJob, useJob, useRunningJobs } from './use-jobs.tsx';
export { useLatest } from './use-latest.ts';
export { useMediaQuery } from './use-media-query.ts';
export {
  type LockerTab,
  lockerTabs,
  NavigationProvider,
  type Place,
  useNavigation,
} from './use-navigation.tsx';
export { useOpenItem } from './use-open-item.ts';
export { type Query, useQuery } from './use-query.ts';
export { isUnderWay, RecordingProvider, useRecording } from './use-recording.tsx';
export { SessionProvider, useSession } from './use-session.tsx';
export { afterAnyStamp, StampingProvider, useStamping } from './use-stamping.tsx';
