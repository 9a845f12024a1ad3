/** Recording the screen. */
export const zhCnRecording = {
  modes: { screen: '整个屏幕', window: '窗口', region: '区域' },
};
