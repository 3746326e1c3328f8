import './glossary.css';
import { wordsOf } from '../../course/glossary.ts';
import { searchGlossary } from '../../course/glossary-index.ts';
import type { Term } from '../../course/glossary-term.ts';
import { openDialog } from '../dialogs/dialog.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import type { TermDesk } from './term-desk.ts';

/** All terms, to be searched; each opens its card. */
export function showGlossary(desk: TermDesk): void {
  const { body } = openDialog('Glossary', 'glossary');
  const field = make('input', {
    ...{ type: 'search', id: 'glossary-search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search' },
    ...{ 'aria-controls': 'glossary-terms', placeholder: 'noise, fan, HU …' },
  });
  const count = make('p', { class: 'dialog-note', role: 'status' });
  const list = make('ul', { class: 'glossary-terms', id: 'glossary-terms' });
  const show = () => {
    const terms = searchGlossary(field.value);
    setText(count, countText(terms.length));
    list.replaceChildren(...terms.map((term) => make('li', {}, termButton(term, desk))));
  };
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    const first = list.querySelector('button');
    if (event.key === 'Enter') first?.click();
    else if (event.key === 'ArrowDown') first?.focus();
    else return;
    event.preventDefault();
  });
  list.addEventListener('keydown', (event) => goOn(event, list, field));
  body.append(
    make('p', { class: 'glossary-search' }, make('label', { for: field.id }, 'Find a term'), field),
    make(
      'p',
      { class: 'dialog-note' },
      'On the page: press a label, or point at anything and press Q; F1 explains what has the focus. On a touch screen, hold a label.',
    ),
    count,
    list,
  );
  show();
  field.focus();
}

function termButton(term: Term, desk: TermDesk): HTMLButtonElement {
  const opener = button('', () => desk.open(term.id, opener), { class: 'glossary-term' });
  opener.append(make('strong', {}, term.title), make('span', {}, firstSentence(wordsOf(term))));
  return opener;
}

/** Up to the full stop that ends it. */
function firstSentence(words: string): string {
  return /^.*?[.!?](?= [A-Z0-9]|$)/s.exec(words)?.[0] ?? words;
}

function countText(count: number): string {
  if (count === 0) return 'No term has these words.';
  return count === 1 ? '1 term' : `${count} terms`;
}

/** Arrows go through the list, and from its beginning back to the field. */
function goOn(event: KeyboardEvent, list: HTMLElement, field: HTMLElement): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = [...list.querySelectorAll('button')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  event.preventDefault();
  (all[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? (event.key === 'ArrowUp' ? field : all.at(-1)!)).focus();
}
