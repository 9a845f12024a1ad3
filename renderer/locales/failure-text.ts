import type { Locale, Texts } from './locales.ts';

export type ErrorCode = keyof Texts['errors']['texts'];

/** Whether we have words of our own for a code. */
export function isKnownCode(code: string, texts: Texts): code is ErrorCode {
  return Object.hasOwn(texts.errors.texts, code);
}

/**
 * What happened and what to do, in the window's language. A code without a text (a newer main process) is shown with
 * the sentence that came along when that is in the right language, else with the code itself: never silently.
 */
export function failureText(
  failure: { readonly code: string; readonly message: string },
  texts: Texts,
  locale: Locale,
): string {
  if (isKnownCode(failure.code, texts)) return texts.errors.texts[failure.code];
  return locale === 'zh-CN' && failure.message !== '' ? failure.message : texts.errors.unknown(failure.code);
}
