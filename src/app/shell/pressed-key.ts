/** What a KeyboardEvent says of a key. */
export interface KeyOfEvent {
  /** The character that the layout makes of it. */
  readonly key: string;
  /** Where it lies, named after the US layout. */
  readonly code: string;
}

/**
 * The key that was meant. Digits go by their place, since many layouts (French, Belgian, Czech) want Shift for the
 * character; the numeric pad's go by what they type, since without NumLock they are arrows. Letters go by the character,
 * as they stand for words, and by their place where the layout has no Latin ones. A question mark is one wherever it lies.
 *
 * @returns a digit, a small letter, or the event's own `key`
 */
export function pressedKey({ key, code }: KeyOfEvent): string {
  if (key === '?' || key === '؟') return '?';
  const digit = /^Digit(\d)$/.exec(code);
  if (digit) return digit[1]!;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code);
  if (letter && isLetter(key)) return letter[1]!.toLowerCase();
  return key;
}

/** Named keys such as Dead or Enter are several characters long. */
function isLetter(key: string): boolean {
  return [...key].length === 1 && /\p{Letter}/u.test(key);
}
