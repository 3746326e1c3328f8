import compiled from '../../lessons/glossary.md?terms';
import type { Block, Inline } from './compiled-lesson.ts';
import { parseTerm } from './glossary-schema.ts';
import type { Term } from './glossary-term.ts';

/** Every word that stands on screen. The file is `lessons/glossary.md`. */
export const GLOSSARY: readonly Term[] = compiled.map(parseTerm);

/** What is said of a term, as plain text without its formula. */
export function wordsOf({ text }: Pick<Term, 'text'>): string {
  return text.flatMap((block) => (block.kind === 'paragraph' ? [inlineText(block.inlines)] : [])).join(' ');
}

/** Whether a term has a formula of its own line. */
export function hasFormula({ text }: Pick<Term, 'text'>): boolean {
  return text.some(({ kind }: Block) => kind === 'formula');
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if ('inlines' in inline) return inlineText(inline.inlines);
      if (inline.kind === 'math') return inline.tex;
      return inline.kind === 'key' ? inline.text : inline.name;
    })
    .join('');
}
