import type { Line } from './compiled-lesson.ts';

/** A line of text in letters alone. @param numberOf what a computed number is, by its name */
export function plainLine(line: Line, numberOf: (name: string) => string = () => '…'): string {
  return line
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      switch (inline.kind) {
        case 'key':
          return inline.text;
        case 'math':
          return inline.tex;
        case 'value':
          return numberOf(inline.name);
        default:
          return plainLine(inline.inlines, numberOf);
      }
    })
    .join('');
}
