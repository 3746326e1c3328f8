import type { Block, Inline, MathNode } from './compiled-lesson.ts';

/** Where one sentence ends and another one begins. */
const BETWEEN = /(?<=[.?!])\s+/;

/** What of a step's text is shown to a room: the first sentence that says a computed number, and the first formula. */
export interface KeyOfText {
  readonly sentence: readonly Inline[] | null;
  readonly formula: MathNode | null;
}

export function keyOfText(blocks: readonly Block[]): KeyOfText {
  const sentences = blocks.flatMap((block) => (block.kind === 'paragraph' ? sentencesOf(block.inlines) : []));
  const formula = blocks.find((block) => block.kind === 'formula');
  return {
    sentence: sentences.find((sentence) => sentence.some(saysValue)) ?? null,
    formula: formula?.kind === 'formula' ? formula.math : null,
  };
}

function sentencesOf(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
  const sentences: Inline[][] = [[]];
  for (const inline of inlines) {
    const [first, ...others] = typeof inline === 'string' ? inline.split(BETWEEN) : [inline];
    if (first !== undefined && first !== '') sentences.at(-1)!.push(first);
    sentences.push(...others.map((other) => (other === '' ? [] : [other])));
    // A text that ends with a space after its full stop.
    if (typeof inline === 'string' && /[.?!]\s+$/.test(inline) && others.length === 0) sentences.push([]);
  }
  return sentences;
}

function saysValue(inline: Inline): boolean {
  if (typeof inline === 'string') return false;
  return inline.kind === 'value' || ('inlines' in inline && inline.inlines.some(saysValue));
}
