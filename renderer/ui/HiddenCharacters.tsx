import { useTexts } from '../locales/index.ts';
import { UntrustedText } from './UntrustedText.tsx';
import { hasHiddenCharacters } from './visible-text.ts';

/** Below a field: what was typed or pasted holds characters that cannot be seen there. Nothing when it does not. */
export function HiddenCharacters({ text }: { text: string }) {
  const texts = useTexts();
  if (!hasHiddenCharacters(text)) return null;
  return (
    <div className="secondary" role="status">
      {texts.app.hiddenCharacters} <UntrustedText text={text} isMultiline />
    </div>
  );
}
