/**
 * Lays a card over everything else: as a popover (HTML Living Standard, 6.12), or, in browsers older than those (Firefox
 * before 125, Safari before 17), as an element of the page that lies over the others. A press elsewhere closes it.
 *
 * @param card in the document already
 * @param closed told when a press elsewhere, or the browser, has closed it
 * @returns takes it away, and gives the keyboard back to what had it
 */
export function raiseCard(card: HTMLElement, closed: () => void): () => void {
  return typeof card.showPopover === 'function' ? raisePopover(card, closed) : raiseElement(card, closed);
}

function raisePopover(card: HTMLElement, closed: () => void): () => void {
  card.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed') closed();
  });
  card.setAttribute('popover', 'auto');
  card.showPopover();
  return () => {
    if (card.matches(':popover-open')) card.hidePopover();
    card.remove();
  };
}

function raiseElement(card: HTMLElement, closed: () => void): () => void {
  const before = document.activeElement;
  const pressed = ({ target }: PointerEvent) => {
    if (!card.contains(target as Node)) closed();
  };
  card.classList.add('term-card-plain');
  document.addEventListener('pointerdown', pressed, { capture: true });
  return () => {
    document.removeEventListener('pointerdown', pressed, { capture: true });
    const hadKeyboard = card.contains(document.activeElement);
    card.remove();
    if (hadKeyboard && before instanceof HTMLElement) before.focus();
  };
}
