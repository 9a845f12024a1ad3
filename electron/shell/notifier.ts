import { Notification } from 'electron';

/** A message of the system's, beside our windows. */
export interface Notifier {
  /** Whether the platform shows such messages at all. */
  isSupported(): boolean;
  show(title: string, body: string): void;
}

/** The platform's notifications, silent. What they say may be seen by others: callers name nobody in them. */
export const platformNotifier: Notifier = {
  isSupported: () => Notification.isSupported(),
  show: (title, body) => new Notification({ title, body, silent: true }).show(),
};
