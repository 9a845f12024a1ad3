import type { Settings } from '../../core/contract/index.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

export type Locale = Settings['locale'];
/** The shape of every language: that of the Chinese one. */
export type Texts = typeof zhCn;

/** All languages by their id. */
export const locales: Readonly<Record<Locale, Texts>> = { 'zh-CN': zhCn, en };
