import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported, refuse } from '../unsupported/refusal.ts';

/** There is no menu but the one that is not there. */
export class Menu {
  constructor() {
    refuse('Menu');
  }

  static setApplicationMenu(menu: unknown): void {
    if (menu !== null) refuse('Menu.setApplicationMenu', 'windows have no menu bar');
  }

  static getApplicationMenu(): null {
    return null;
  }
}
defineUnsupported(Menu, 'Menu', UNSUPPORTED_MEMBERS['Menu (static)']);
