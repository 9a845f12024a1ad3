/** What happened to a recording, what it means and what to do. */
export const zhCnRecordingEvents = {
  /** While it goes on. */
  notices: {
    'disk-low': {
      what: '磁盘空间不多了',
      todo: '请清理磁盘，或先停止并固定。写满时会自动停下，已录的照常固定。',
    },
    'battery-low': { what: '电量不多了', todo: '请接上电源，或先停止并固定。' },
    slept: { what: '电脑睡眠过', todo: '睡眠期间没有画面。录的时候可以先关掉自动睡眠。' },
    locked: { what: '屏幕锁定过', todo: '锁定期间的画面可能不完整，停止后请看一眼。' },
    'display-changed': { what: '显示器的大小变了', todo: '录屏还在继续。停止后请看一眼画面是否完整。' },
    'display-removed': { what: '显示器断开了', todo: '请接回显示器，或停止后换一台再录。' },
    'sound-lost': { what: '声音断了', todo: '画面还在录，但之后没有声音。请停止，接好设备再录一段。' },
    'sound-silent': { what: '一直没有声音', todo: '看看麦克风是不是静音了，或换一个再录一段。' },
    'encoder-stalled': {
      what: '有一阵没有录到画面',
      todo: '电脑可能太忙。请关掉别的程序，或减少每秒画面再录一段。',
    },
    'frames-dropped': {
      what: '丢了一些画面',
      todo: '画面可能不流畅。请关掉别的程序，或减少每秒画面再录一段。',
    },
    'clock-stepped': { what: '电脑的时间改动过', todo: '不用处理。改动前后的时间都记在录屏流水里。' },
    'marks-full': { what: '标记记满了', todo: '这段不能再加标记。要继续标，请停止后另录一段。' },
  },
  /** How it ended, in a word or two. */
  endingNames: {
    user: '由你停止',
    'duration-reached': '到了设定的时间',
    'disk-full': '磁盘满了',
    'disk-failed': '磁盘出错',
    'battery-low': '电量太低',
    slept: '电脑睡眠',
    locked: '屏幕锁定',
    'display-removed': '显示器断开',
    'source-ended': '要录的画面没有了',
    'source-failed': '录屏程序出错',
    'app-quit': '退出了留痕',
    interrupted: '中断：留痕或电脑突然关闭',
  },
  /** What to say when it ended and something was sealed. */
  ended: {
    user: { title: '录屏已固定', text: '录到的原样存进了证据库。' },
    'duration-reached': { title: '到时间了，录屏已固定', text: '录到的原样存进了证据库。' },
    'disk-full': { title: '磁盘满了，录屏停下了', text: '满之前录到的已固定。请先清理磁盘，再录下一段。' },
    'disk-failed': {
      title: '磁盘出错，录屏停下了',
      text: '出错之前录到的已固定。请检查磁盘，再录下一段。',
    },
    'battery-low': { title: '电量太低，录屏停下了', text: '已录的部分已固定。接上电源后可以再录一段。' },
    slept: {
      title: '电脑睡眠，录屏停下了',
      text: '睡眠之前录到的已固定。要接着录请另开一段；可以先关掉自动睡眠。',
    },
    locked: { title: '屏幕锁定，录屏停下了', text: '锁定之前录到的已固定。要接着录请另开一段。' },
    'display-removed': {
      title: '显示器断开，录屏停下了',
      text: '断开之前录到的已固定。接好显示器，或换一台再录。',
    },
    'source-ended': {
      title: '要录的画面没有了，录屏停下了',
      text: '窗口关闭或共享结束之前录到的已固定。要接着录请另开一段。',
    },
    'source-failed': {
      title: '录屏程序出错，停下了',
      text: '出错之前录到的已固定。请再录一段；还是这样，就换成录整个屏幕或减少每秒画面。',
    },
    'app-quit': { title: '退出留痕时停止了录屏', text: '退出之前录到的已固定。' },
    interrupted: {
      title: '上次录屏中断，已自动固定',
      text: '当时留痕或电脑突然关闭。中断之前录到的已固定，请打开看一眼。',
    },
  },
  interruptedAt: (time: string) => `上次录屏中断于 ${time}，已自动固定`,
  /** When nothing could be sealed. */
  nothingKept: (ending: string) => `这次没有录到东西（${ending}）`,
  nothingKeptText: '没有存下任何画面。请再录一次；也可以先用截图。',
};
