import type { Block, Inline, MathNode } from '../../../../course/compiled-lesson.ts';
import { button, make } from '../../../elements/element.ts';

import { UNKNOWN } from './figure-text.ts';

/** What words of a lesson do. Those that the glossary explains are heard by whoever shows its cards. */
export interface LessonTextHand {
  /** @param to `ramp-filter`, or `ramp-filter/step` */
  lesson(to: string): void;
  /** A computed number, as far as it is known. */
  value?(name: string): string;
}

const MATH = 'http://www.w3.org/1998/Math/MathML';

/**
 * The text of a lesson as elements. Numbers that are computed stand in elements whose `data-value` is their name, so that
 * they can be filled in again.
 */
export function lessonBlocks(blocks: readonly Block[], hand: LessonTextHand): HTMLElement[] {
  return blocks.map((block) => lessonBlock(block, hand));
}

function lessonBlock(block: Block, hand: LessonTextHand): HTMLElement {
  switch (block.kind) {
    case 'paragraph':
      return make('p', {}, ...lessonInlines(block.inlines, hand));
    case 'list':
      return make(
        block.isOrdered ? 'ol' : 'ul',
        {},
        ...block.items.map((item) => make('li', {}, ...lessonBlocks(item, hand))),
      );
    case 'remark':
      return make('div', { class: 'lesson-remark' }, ...lessonBlocks(block.blocks, hand));
    case 'formula':
      return make('div', { class: 'lesson-formula' }, mathElement(block.math));
  }
}

export function lessonInlines(inlines: readonly Inline[], hand: LessonTextHand): (Node | string)[] {
  return inlines.map((inline) => (typeof inline === 'string' ? inline : lessonInline(inline, hand)));
}

function lessonInline(inline: Exclude<Inline, string>, hand: LessonTextHand): Node {
  switch (inline.kind) {
    case 'strong':
      return make('strong', {}, ...lessonInlines(inline.inlines, hand));
    case 'emphasis':
      return make('em', {}, ...lessonInlines(inline.inlines, hand));
    case 'key':
      return make('kbd', {}, inline.text);
    case 'math':
      return mathElement(inline.math);
    case 'value':
      return make('span', { class: 'lesson-value', 'data-value': inline.name }, hand.value?.(inline.name) ?? UNKNOWN);
    case 'web':
      return make(
        'a',
        { href: inline.href, target: '_blank', rel: 'noopener' },
        ...lessonInlines(inline.inlines, hand),
      );
    case 'term': {
      // The page's cards listen for it (`glossary/term-listener.ts`).
      const attributes = { type: 'button', class: 'lesson-term', 'data-explains': inline.id };
      return make('button', attributes, ...lessonInlines(inline.inlines, hand));
    }
    case 'lesson': {
      const link = button('', () => hand.lesson(inline.to), { class: 'lesson-link' });
      link.append(...lessonInlines(inline.inlines, hand));
      return link;
    }
  }
}

/** A formula as elements of MathML. */
export function mathElement({ tag, attributes, children }: MathNode): Element {
  const element = document.createElementNS(MATH, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === 'string' ? child : mathElement(child))));
  return element;
}
