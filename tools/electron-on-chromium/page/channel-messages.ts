/** What the isolated world of a page and the main process say to each other, encoded by the page codec. */
export type FromPage =
  | { kind: 'hello'; token: string; webContentsId: number; url: string; origin: string }
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'send'; channel: string; args: unknown[] };

export type ToPage =
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string }
  | { kind: 'event'; channel: string; args: unknown[] };
