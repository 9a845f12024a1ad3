/**
 * Every text of the window, in Chinese and English, and the way to the right one. Promise: both languages have the same
 * keys, and every failure code of the contract has a text that says what to do.
 */
export { type ErrorCode, failureText, isKnownCode } from './failure-text.ts';
export { type Locale, locales, type Texts } from './locales.ts';
export { TextsProvider, useLocale, useTexts } from './texts.tsx';
