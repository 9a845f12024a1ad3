import type { Client, RecorderTask } from '../../core/contract/index.ts';
import { settle } from '../client.ts';
import { listen } from './listening.ts';
import { record } from './recording.ts';

export type RecorderCalls = Client['recorder'];
export type RecordTask = Extract<RecorderTask, { readonly type: 'record' }>;
export type ListenTask = Extract<RecorderTask, { readonly type: 'listen' }>;

/** A task this page works on. */
export interface ActiveTask {
  readonly taskId: string;
  /** What main wants of it now. */
  follow(task: RecorderTask): void;
  /** Lets go of screen and sound without a word: main has no use for it any more. */
  drop(): void;
}

/** Follows what main wants; the returned function begins the task that main has now, whatever was going on before. */
export function followTasks(main: Client): () => void {
  let active: ActiveTask | undefined;
  const begin = async () => {
    const asked = await settle(main.recorder.getTask());
    if (!asked.ok) return;
    active?.drop();
    active = start(asked.value, main.recorder);
  };
  main.on('recorderTaskChanged', (task) => {
    if (active === undefined) return;
    if (task.type !== 'idle' && task.taskId === active.taskId) active.follow(task);
    else {
      active.drop();
      active = undefined;
    }
  });
  return () => void begin();
}

function start(task: RecorderTask, recorder: RecorderCalls): ActiveTask | undefined {
  switch (task.type) {
    case 'idle':
      return undefined;
    case 'listen':
      return listen(task, recorder);
    case 'record':
      return record(task, recorder);
  }
}
