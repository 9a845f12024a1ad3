import type { Ending, RecordingFacts } from '../../core/recording/index.ts';

const endings: Readonly<Record<Ending, string>> = {
  user: '录屏已固定。',
  'duration-reached': '录够了指定的时间，录屏已固定。',
  'disk-full': '磁盘快满了，录屏已自动停止并固定，之前录到的都在。请腾出空间后另录一段。',
  'disk-failed': '磁盘写入出错，录屏已停止，写进磁盘的部分已固定。请检查磁盘，换个位置再录。',
  'battery-low': '电量将尽，录屏已自动停止并固定，之前录到的都在。请接上电源后另录一段。',
  slept: '电脑睡眠了，录屏到睡眠前为止，已固定。需要的话请另录一段。',
  locked: '屏幕锁定了，录屏到锁定前为止，已固定。需要的话请另录一段。',
  'display-removed': '被录的显示器断开了，录屏到断开前为止，已固定。接好后请另录一段。',
  'source-ended': '系统停止了屏幕共享，录屏到此为止，已固定。需要的话请另录一段。',
  'source-failed': '录制程序出错停止了，之前录到的都已固定。请马上另录一段；若反复出现，请降低帧率。',
  'app-quit': '留痕退出了，录屏到退出前为止，已固定。',
  interrupted: '上次录屏被意外中断，磁盘上的部分已自动固定。',
};

/** What became of a recording that is sealed now, and what to do. */
export function endedSentence(ending: Ending): string {
  return endings[ending];
}

/** `上次录屏中断于 …`: `localTime` as the user's clock would have shown it. */
export function interruptedSentence({ interruption }: RecordingFacts, localTime: string): string {
  const tail =
    interruption === undefined || interruption.missingBytes === 0
      ? ''
      : '磁盘上比流水记的少了一些，已照实记下。';
  return `上次录屏中断于 ${localTime}，磁盘上的内容已自动固定，没有丢。${tail}`;
}
