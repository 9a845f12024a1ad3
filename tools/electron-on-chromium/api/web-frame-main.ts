import type { WebFrameMain } from 'electron';
import { UNSUPPORTED_MEMBERS } from '../unsupported/members.ts';
import { defineUnsupported } from '../unsupported/refusal.ts';

const MAIN_FRAME_ROUTING_ID = 1;

/** A window's top frame. The same object for as long as the window lives, and every event's `senderFrame`. */
export class TopFrame
  implements Pick<WebFrameMain, 'url' | 'origin' | 'parent' | 'frames' | 'framesInSubtree'>
{
  /** The address that the application knows, with its own scheme. */
  url = '';
  origin = 'null';
  readonly parent = null;
  readonly name = '';
  readonly routingId = MAIN_FRAME_ROUTING_ID;
  readonly processId: number;
  readonly frameTreeNodeId: number;
  readonly frames: WebFrameMain[] = [];
  detached = false;

  constructor(webContentsId: number) {
    this.processId = webContentsId;
    this.frameTreeNodeId = webContentsId;
  }

  get top(): this {
    return this;
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this.asElectron()];
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  /** What is missing throws when it is read, so handing this out as Electron's type hides nothing. */
  asElectron(): WebFrameMain {
    return this as unknown as WebFrameMain;
  }
}

defineUnsupported(TopFrame.prototype, 'WebFrameMain', UNSUPPORTED_MEMBERS.WebFrameMain);
