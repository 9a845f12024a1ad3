import { defineUnsupported, refuse } from '../unsupported.ts';
import { UNSUPPORTED_MEMBERS } from '../unsupported-members.ts';

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
defineUnsupported(Menu, 'Menu', UNSUPPORTED_MEMBERS.Menu);
