import './menu.css';

/**
 * A button that opens a list of buttons beneath it. Arrows go through the list; a choice, Escape, and a press or the focus
 * elsewhere close it.
 */
export function makeMenu(button: HTMLButtonElement, list: HTMLElement): void {
  const items = () => [...list.querySelectorAll<HTMLButtonElement>('[role="menuitem"]')];
  const setOpen = (open: boolean) => {
    list.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-controls', list.id);
  setOpen(false);
  button.addEventListener('click', () => {
    setOpen(list.hidden !== false);
    if (!list.hidden) items()[0]?.focus();
  });
  // Before the choice's own action, which may open a dialog that gives the focus back where it was.
  list.addEventListener(
    'click',
    () => {
      button.focus();
      setOpen(false);
    },
    { capture: true },
  );
  list.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const goTo = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (goTo !== undefined) all.at(goTo % all.length)?.focus();
    else if (event.key === 'Escape') {
      button.focus();
      setOpen(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener('focusout', ({ relatedTarget }) => {
    if (!list.contains(relatedTarget as Node | null) && relatedTarget !== button) setOpen(false);
  });
}
