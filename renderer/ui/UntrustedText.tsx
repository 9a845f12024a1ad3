import { splitVisible } from './visible-text.ts';

/**
 * Shows a text that the user typed or a file brought, as text and nothing else: hidden and bidirectional characters are
 * spelled out, and the whole is isolated so that it cannot reorder what stands around it.
 */
export function UntrustedText({ text, isMultiline = false }: { text: string; isMultiline?: boolean }) {
  let offset = 0;
  return (
    <bdi className={isMultiline ? 'untrusted untrusted-lines' : 'untrusted'}>
      {splitVisible(text, isMultiline).map((part) => {
        const key = offset;
        offset += part.text.length;
        return part.kind === 'plain' ? (
          part.text
        ) : (
          <span key={key} className="escaped-character">
            {part.text}
          </span>
        );
      })}
    </bdi>
  );
}
