import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';
import { CheckedEmitter } from './checked-emitter.ts';
import { runProgramNow } from './external-program.ts';

/** A desktop notification by notify-send; nothing is told of what becomes of it. */
export class Notification extends CheckedEmitter {
  private readonly options: { readonly title?: string; readonly body?: string };

  static isSupported(): boolean {
    return runProgramNow('notify-send', ['--version']).exitCode === 0;
  }

  constructor(options: { readonly title?: string; readonly body?: string } = {}) {
    super('Notification', []);
    for (const name of Object.keys(options)) {
      if (name !== 'title' && name !== 'body' && name !== 'silent') refuse(`Notification option '${name}'`);
    }
    this.options = options;
  }

  get title(): string {
    return this.options.title ?? '';
  }

  get body(): string {
    return this.options.body ?? '';
  }

  show(): void {
    const { exitCode } = runProgramNow('notify-send', ['--', this.title, this.body]);
    if (exitCode === null)
      refuse('Notification.show', 'notify-send (Debian package libnotify-bin) is not installed');
  }
}
defineUnsupported(Notification, 'Notification', UNSUPPORTED_MEMBERS['Notification (static)']);
defineUnsupported(Notification.prototype, 'Notification', UNSUPPORTED_MEMBERS.Notification);
