/** What is dragged, and where it would go. */
export interface DragOrder {
  /** @param to its place among all, from 0 */
  onMoved(card: HTMLElement, to: number): void;
}

/** Lets the cards of a list be dragged by their grips, by mouse, pen or finger; a line shows where one would go. */
export function dragOrder(list: HTMLElement, gripSelector: string, { onMoved }: DragOrder): void {
  list.addEventListener('pointerdown', (event) => {
    const grip = (event.target as Element).closest<HTMLElement>(gripSelector);
    const card = grip?.closest<HTMLElement>('li');
    if (!grip || !card || event.button !== 0) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    card.classList.add('is-dragged');
    let to = -1;
    const follow = ({ clientY }: PointerEvent) => {
      const others = cardsOf(list).filter((other) => other !== card);
      to = placeAt(others.map(middleOf), clientY);
      mark(list, others[to] ?? null);
      card.closest('.report-body')?.scrollBy({ top: scrollFor(list, clientY) });
    };
    const ended = new AbortController();
    const end = (isDone: boolean) => {
      ended.abort();
      card.classList.remove('is-dragged');
      mark(list, undefined);
      if (isDone && to >= 0) onMoved(card, to);
    };
    const { signal } = ended;
    grip.addEventListener('pointermove', follow, { signal });
    grip.addEventListener('pointerup', () => end(true), { signal });
    grip.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal });
  });
}

/** How many of the middles lie above a height. */
export function placeAt(middles: readonly number[], height: number): number {
  return middles.filter((middle) => middle < height).length;
}

function cardsOf(list: HTMLElement): HTMLElement[] {
  return [...list.children] as HTMLElement[];
}

function middleOf(card: HTMLElement): number {
  const { top, height } = card.getBoundingClientRect();
  return top + height / 2;
}

/** @param next before which it would go; `null` for the end, `undefined` for nowhere */
function mark(list: HTMLElement, next: HTMLElement | null | undefined): void {
  for (const card of cardsOf(list)) card.classList.toggle('is-next', card === next);
  list.classList.toggle('takes-last', next === null);
}

const EDGE_PIXELS = 40;
const STEP_PIXELS = 14;

/** Near an edge of what scrolls, it scrolls. */
function scrollFor(list: HTMLElement, height: number): number {
  const { top, bottom } = (list.closest('.report-body') ?? list).getBoundingClientRect();
  if (height < top + EDGE_PIXELS) return -STEP_PIXELS;
  return height > bottom - EDGE_PIXELS ? STEP_PIXELS : 0;
}
