import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';
import { allWebContents, webContentsById } from './web-contents.ts';

export const webContents = {
  getAllWebContents: () => [...allWebContents()],
  fromId: (id: number) => webContentsById(id) ?? undefined,
  fromDevToolsTargetId: (targetId: string) =>
    allWebContents().find(({ page }) => page?.targetId === targetId),
};
defineUnsupported(webContents, 'webContents', UNSUPPORTED_MEMBERS.webContents);
