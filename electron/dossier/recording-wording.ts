import type { KeyFrame } from '../../core/contract/index.ts';
import { beijingTime, localTimeWithZone, sameClockAt } from '../../core/manifest/index.ts';
import type { Ending, Gap, Mark, Notice, RecordingFacts } from '../../core/recording/index.ts';
import type { CallFacts } from '../../core/transcripts/index.ts';
import { withThousands } from './wording.ts';

const BEIJING_OFFSET = '+08:00';

const endingTexts: Readonly<Record<Exclude<Ending, 'interrupted'>, string>> = {
  user: '正常停止（提交人按下停止）',
  'duration-reached': '正常停止（到了设定的时长）',
  'disk-full': '因磁盘将满自动停止，此前内容完整',
  'disk-failed': '因磁盘读写出错停止，此前内容已固定',
  'battery-low': '因电量不足自动停止，此前内容完整',
  slept: '因电脑睡眠停止，此前内容完整',
  locked: '因电脑锁屏停止，此前内容完整',
  'display-removed': '因所录的显示器被断开停止，此前内容完整',
  'source-ended': '因所录的窗口关闭或系统停止共享画面而停止，此前内容完整',
  'source-failed': '因录制出错停止，此前内容已固定',
  'app-quit': '因退出本软件停止，此前内容完整',
};

/** How a recording ended, in plain words; an interruption with what was found afterwards. */
export function endingText({ ending, end, interruption }: RecordingFacts, clockLocal: string): string {
  if (ending !== 'interrupted') return endingTexts[ending];
  const at = zonedTime(end.utc, clockLocal);
  const found =
    interruption === undefined
      ? ''
      : `，下次启动时（${zonedTime(interruption.foundAtUtc, clockLocal)}）补记结束`;
  const bytes = (count: number | undefined, what: string) =>
    count === undefined || count === 0 ? '' : `${what.replace('#', withThousands(count))}。`;
  return [
    `中断于 ${at}：程序意外退出或断电，此前内容已固定${found}。`,
    bytes(interruption?.tailBytes, '末尾 # 字节写入后未及登记，启动时按原样补记'),
    bytes(interruption?.missingBytes, '另有 # 字节已登记但没有留在磁盘上'),
    bytes(interruption?.damagedBytes, '其中 # 字节与录制时的登记不符'),
  ].join('');
}

const noticeTexts: Readonly<Record<Notice['code'], string>> = {
  'disk-low': '磁盘空间不多',
  'battery-low': '电量不足',
  slept: '电脑进入睡眠',
  locked: '电脑锁屏',
  'display-changed': '显示器的设置改变',
  'display-removed': '显示器被断开',
  'sound-lost': '声音设备断开，此后没有这路声音',
  'sound-silent': '一段时间没有声音',
  'encoder-stalled': '编码一度停顿',
  'frames-dropped': '丢失画面帧',
  'clock-stepped': '电脑时钟被调整',
  'marks-full': '标记太多，此后未再记录',
};

/** Something that happened while recording. */
export function noticeText({ code, detail }: Notice): string {
  return detail === '' ? noticeTexts[code] : `${noticeTexts[code]}（${detail}）`;
}

/** Why nothing was recorded for a while. */
export function pauseText({ reason }: Gap): string {
  return reason === 'user' ? '提交人暂停' : '本软件的窗口在画面上，自动暂停';
}

/** Why a frame was chosen: with the marks that point to it. */
export function whyText(why: KeyFrame['why'], mediaMs: number, marks: readonly Mark[]): string {
  const labels = marks.filter((mark) => mark.mediaMs === mediaMs).map(({ label }) => `标记：${label}`);
  const [first] = labels;
  if (why === 'mark') return first === undefined ? '标记' : labels.join('、');
  return { start: '开始', change: '画面变化', interval: '等间隔', end: '结束' }[why];
}

/** An instant as the clock of this recording showed it, and in Beijing time where that differs. */
export function zonedTime(utc: string, clockLocal: string): string {
  const local = sameClockAt(utc, clockLocal);
  const zoned = localTimeWithZone(local);
  return local.endsWith(BEIJING_OFFSET) ? zoned : `${zoned}，即北京时间 ${beijingTime(utc)}`;
}

/** Whether the other side of a call was told, as the owner says. */
export function toldText({ wasOtherSideTold }: CallFacts): string {
  return { yes: '已告知对方正在录音', no: '未告知对方', unknown: '未说明' }[wasOtherSideTold];
}
