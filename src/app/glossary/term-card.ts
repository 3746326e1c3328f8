import './term-card.css';
import { termNamed } from '../../course/glossary-index.ts';
import type { Term } from '../../course/glossary-term.ts';
import { button, make } from '../elements/element.ts';
import { lessonBlocks } from '../workplaces/learn/reader/lesson-text.ts';
import { cardPlace } from './card-place.ts';
import { raiseCard } from './raised-card.ts';
import type { TermDesk } from './term-desk.ts';
import { termDrawing } from './term-drawing.ts';

/** The one that is open, and what it is about. */
let open: { readonly card: HTMLElement; readonly anchor: HTMLElement; readonly lower: () => void } | null = null;

/**
 * Opens the card of a term beside what it is about. Escape and a press elsewhere close it, and the focus goes back where it
 * was.
 *
 * @param id of the term
 * @param pressed a label on screen, a word of a lesson, or one of another card, whose place it takes
 */
export function openTerm(id: string, pressed: HTMLElement, desk: TermDesk): void {
  const term = termNamed(id);
  if (!term) throw new Error(`the glossary has no term ${id}`);
  const anchor = open?.card.contains(pressed) ? open.anchor : pressed;
  close();
  const card = make('div', {
    ...{ class: 'term-card', role: 'dialog', tabindex: '-1' },
    ...{ 'aria-labelledby': 'term-card-title', 'aria-describedby': 'term-card-words', 'data-shown-term': term.id },
  });
  card.append(...contentOf(term, desk));
  // The keys of the page are none of the card's; those with Ctrl come before.
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') return;
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    // Browsers close by themselves only what a press has opened, and would close the dialog around it besides.
    event.preventDefault();
    close();
  });
  // What is not inside an open dialog cannot be reached.
  (anchor.closest('dialog[open]') ?? document.body).append(card);
  const lower = raiseCard(card, () => open?.card === card && close());
  open = { card, anchor, lower };
  place(card, anchor);
  // What is wider than the card is scrolled by keys too.
  for (const formula of card.querySelectorAll<HTMLElement>('.lesson-formula')) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  }
  card.focus();
}

/** Its elements go at once: those of the next card have the same names. */
function close(): void {
  const lower = open?.lower;
  open = null;
  lower?.();
}

function contentOf(term: Term, desk: TermDesk): readonly Node[] {
  const { show } = term;
  const run = () => {
    close();
    if (show) void desk.examples.show(show);
  };
  const list = () => {
    close();
    desk.list();
  };
  const related = term.related.flatMap((id) => {
    const other = termNamed(id);
    return other ? [button(other.title, () => undefined, { 'data-explains': id })] : [];
  });
  return [
    // No header and no footer: those of the page are landmarks.
    make('div', { class: 'term-card-head' }, make('h2', { id: 'term-card-title' }, term.title), button('Close', close)),
    make('div', { id: 'term-card-words' }, ...lessonBlocks(term.text, { lesson: () => undefined })),
    ...(term.source ? [make('p', { class: 'term-card-source' }, term.source)] : []),
    ...[termDrawing(term)].filter((drawing) => drawing !== null),
    ...(show
      ? [
          make(
            'div',
            { class: 'term-card-show' },
            button('Show me', run, { class: 'primary' }),
            make('span', { class: 'term-card-look' }, show.look),
          ),
        ]
      : []),
    make(
      'div',
      { class: 'term-card-foot' },
      ...(related.length > 0 ? [make('span', {}, 'See also'), ...related] : []),
      button('All terms', list, { class: 'term-card-all' }),
    ),
  ];
}

function place(card: HTMLElement, anchor: HTMLElement): void {
  const view = { width: innerWidth, height: innerHeight };
  const at = cardPlace(anchor.getBoundingClientRect(), card.getBoundingClientRect(), view);
  card.classList.toggle('term-card-sheet', at.isSheet);
  if (at.isSheet) {
    card.style.left = '0';
    card.style.bottom = '0';
    return;
  }
  card.style.left = `${at.left}px`;
  card.style.top = `${at.top}px`;
}
