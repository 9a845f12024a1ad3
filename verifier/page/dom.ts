type Child = Node | string;
type Attributes = Readonly<Record<string, string | boolean | (() => void)>>;

/**
 * An element with attributes and children. Strings become text and nothing else: nothing that was read from a package can
 * become markup (P16). Functions are listeners of the event that their name says.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Text from a package, shown so that nothing in it hides or turns around what stands beside it (P17). */
export function foreign(text: string): HTMLElement {
  const shown = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\n' ? '\n' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return element('bdi', {}, shown);
}
