import type { Client, ToastContent } from '../../core/contract/index.ts';
import { ok } from '../../core/result.ts';
import { fakeItem } from './fake-evidence.ts';
import type { FakeWorld } from './fake-main.ts';

/** The toast of the fake. */
export function fakeToast(world: FakeWorld): Pick<Client, 'toast'> {
  let content = contentOf(world);
  return {
    toast: {
      getContent: async () => ok(content),
      undoAssignment: async () => {
        if (content.outcome === 'sealed') content = { ...content, order: null, isUndone: true };
        return ok(content);
      },
      dismiss: async () => ok(undefined),
      openItem: async () => ok(undefined),
    },
  };
}

function contentOf({ scenario, contents }: FakeWorld): ToastContent {
  if (scenario.toast === 'failed') {
    return { outcome: 'failed', code: 'DISK_FULL', message: '磁盘满了，这次没有存下来。' };
  }
  if (isRecordingCode(scenario.toast)) return recordingContent(scenario.toast);
  const { id: itemId, sha256 } = fakeItem(3, null, null);
  const [order] = contents.orders;
  const isFiled = scenario.toast === 'order' && order !== undefined;
  return {
    outcome: 'sealed',
    itemId,
    sha256,
    isUndone: false,
    order: isFiled ? { id: order.id, merchant: order.facts.merchant, number: order.facts.number } : null,
  };
}

type RecordingContent = Extract<ToastContent, { outcome: 'recording' }>;
const messages: Readonly<Record<RecordingContent['code'], string>> = {
  'recording-started':
    '整个屏幕 · 15 帧/秒 · 内置麦克风。Ctrl+Alt+4 停止，Ctrl+Alt+5 暂停，Ctrl+Alt+6 标记。',
  'recording-marked': '00:05:11 标记 2',
  'recording-warned': '磁盘只剩 1.3 GB。请清理磁盘，或先停止并固定。',
  'recording-ended': '已固定 · 收件箱 · 00:12:04',
  'recording-recovered': '上次录屏中断于 2026-11-23 14:35:02，已自动固定。',
};

function isRecordingCode(toast: string): toast is RecordingContent['code'] {
  return Object.hasOwn(messages, toast);
}

function recordingContent(code: RecordingContent['code']): RecordingContent {
  const isSealed = code === 'recording-ended' || code === 'recording-recovered';
  return {
    outcome: 'recording',
    code,
    message: messages[code],
    itemId: isSealed ? fakeItem(3, null, null).id : null,
    isWarning: code === 'recording-warned' || code === 'recording-recovered',
  };
}
