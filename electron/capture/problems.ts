import { fail } from '../../core/result.ts';

/** `CAPTURE_NO_DISPLAY`, naming the reason where it is known. */
export function noDisplay(cause?: unknown) {
  return fail('CAPTURE_NO_DISPLAY', noDisplaySentence(), causeOf(cause));
}

/** `CAPTURE_REFUSED`: there is a screen, but the system did not give its pixels. */
export function refused(cause: unknown) {
  return fail('CAPTURE_REFUSED', refusedSentence(), causeOf(cause));
}

function noDisplaySentence(): string {
  if (process.platform === 'linux' && isWayland()) {
    return '当前是 Wayland 会话，留痕读不到屏幕，没有截图。请在登录界面改选 X11（Xorg）会话后再试。';
  }
  if (process.platform === 'linux' && !process.env.DISPLAY) {
    return '没有找到屏幕（DISPLAY 未设置），没有截图。请在桌面会话中运行，或先启动虚拟屏幕。';
  }
  return '没有找到屏幕，没有截图。请确认显示器已连接、已登录桌面后再试。';
}

function refusedSentence(): string {
  if (process.platform === 'darwin') {
    return '系统没有允许读取屏幕，没有截图。请在“系统设置 → 隐私与安全性 → 屏幕录制”中允许留痕，然后重启留痕。';
  }
  if (process.platform === 'linux' && isWayland()) return noDisplaySentence();
  return '系统没有给出屏幕画面，没有截图。请再试一次；若屏幕已锁定，请先解锁。';
}

function isWayland(): boolean {
  return process.env.XDG_SESSION_TYPE === 'wayland' || Boolean(process.env.WAYLAND_DISPLAY);
}

function causeOf(cause: unknown): Record<string, string> | undefined {
  return cause instanceof Error ? { cause: cause.message.slice(0, 200) } : undefined;
}
