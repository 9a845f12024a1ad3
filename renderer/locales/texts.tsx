import { createContext, type ReactNode, useContext } from 'react';
import { type Locale, locales, type Texts } from './locales.ts';

const LocaleContext = createContext<Locale>('zh-CN');

/** Chooses the language of everything below. */
export function TextsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The texts of the chosen language. */
export function useTexts(): Texts {
  return locales[useContext(LocaleContext)];
}

/** The chosen language, for `Intl`. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}
