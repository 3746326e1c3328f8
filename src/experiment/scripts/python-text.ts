/** A number as Python reads it, without the dust of single steps. */
export function python(value: number): string {
  const text = String(Number(value.toPrecision(14)));
  return text === '-0' ? '0' : text;
}

const COLUMNS = 100;

/** Words in lines that are not too long, each behind `before`. */
export function wrapped(words: string, before = '# '): string {
  const lines: string[] = [];
  let line = before.trimEnd();
  for (const word of words.split(' ')) {
    if (line.length + 1 + word.length > COLUMNS && line !== before.trimEnd()) {
      lines.push(line);
      line = before.trimEnd();
    }
    line = line === '' && before === '' ? word : line === before.trimEnd() ? `${before}${word}` : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Text that stands in Python's triple quotes. */
export function quotable(text: string): string {
  return text.replaceAll('\\', '/').replaceAll('"', '”');
}

/** Parts of a script, with an empty line between them; what is `null` or empty is left out. */
export function parts(...texts: readonly (string | null)[]): string {
  return `${texts.filter((text) => text).join('\n\n')}\n`;
}

/** Lines of one part; what is `null` is left out. */
export function lines(...texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null).join('\n');
}
