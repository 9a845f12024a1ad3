import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';

/** No crash is ever reported to anyone; starting the reporter is what an application that uploads none may do. */
export const crashReporter = {
  start(options?: { readonly uploadToServer?: boolean; readonly submitURL?: string }): void {
    void options;
  },
};
defineUnsupported(crashReporter, 'crashReporter', UNSUPPORTED_MEMBERS.crashReporter);
