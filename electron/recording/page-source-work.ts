import type { RecorderStarted, RecorderTask } from '../../core/contract/index.ts';
import type { Result } from '../../core/result.ts';
import type { RecordingSource, SourceError, SourceEvents } from './source.ts';

export type RecordTask = Extract<RecorderTask, { readonly type: 'record' }>;
export type ListenTask = Extract<RecorderTask, { readonly type: 'listen' }>;

/** What the page is at. */
export type Work =
  | {
      readonly type: 'record';
      task: RecordTask;
      readonly events: SourceEvents;
      readonly begun: PromiseWithResolvers<Result<RecorderStarted, SourceError>>;
      isDelivering: boolean;
      chunkCount: number;
    }
  | {
      readonly type: 'listen';
      readonly task: ListenTask;
      readonly onLevels: Parameters<RecordingSource['listen']>[1];
      readonly begun: PromiseWithResolvers<Result<void, SourceError>>;
    };
