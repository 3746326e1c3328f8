/** What on the page may be a term: names of controls and of numbers, headings, whatever says itself which. */
export const LABELS =
  '[data-explains], [data-term], .lil-name, .lil-title, dt, th, h2, h3, label, legend, caption, summary, button, [data-advice]';

/** A label, and what it may be called in the glossary, the surest first. */
export interface NamedLabel {
  readonly element: HTMLElement;
  readonly names: readonly string[];
}

/** The label that a place on the page belongs to. */
export function labelAt(target: EventTarget | null): NamedLabel | null {
  const found = target instanceof Element ? target.closest<HTMLElement>(LABELS) : null;
  const element = found?.matches('.lil-controller') ? found.querySelector<HTMLElement>('.lil-name') : found;
  return element && { element, names: namesOf(element) };
}

/** The labels of what has the focus, the nearest first: its own, that of what it stands in. */
export function labelsOf(focused: Element | null): readonly NamedLabel[] {
  if (!focused) return [];
  const found: HTMLElement[] = [];
  const control = focused.closest<HTMLElement>('.lil-controller');
  const name = control?.querySelector<HTMLElement>('.lil-name');
  if (name) found.push(name);
  for (const id of (focused.getAttribute('aria-labelledby') ?? '').split(' ')) {
    const label = id === '' ? null : document.getElementById(id);
    if (label) found.push(label);
  }
  if ('labels' in focused) found.push(...((focused as HTMLInputElement).labels ?? []));
  const row = focused.closest('tr')?.querySelector('th');
  const pane = focused.closest('.pane')?.querySelector<HTMLElement>('.pane-title');
  const around = focused.closest('section, aside, fieldset, dialog');
  const heading = around?.querySelector<HTMLElement>('h2, legend');
  for (const label of [row, pane, heading]) if (label) found.push(label);
  const own = { element: focused as HTMLElement, names: namesOf(focused as HTMLElement) };
  return [own, ...found.map((element) => ({ element, names: namesOf(element) }))];
}

/** Whether a press does something already: then the label is not to be asked by one. */
export function isPressed(element: HTMLElement): boolean {
  if (element.closest('button, a, summary, select, [role="menuitem"]')) return true;
  const control = element.closest('label')?.control;
  return control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type);
}

function namesOf(element: HTMLElement): readonly string[] {
  const known = element.closest<HTMLElement>('[data-term]')?.dataset.term ?? pathOf(element);
  const texts = [element.getAttribute('aria-label'), textOf(element)];
  return [known, ...texts].filter((name): name is string => !!name);
}

/** Of what a control sets; of a group of them the group's own. */
function pathOf(element: HTMLElement): string | undefined {
  return element.closest<HTMLElement>('.lil-controller[data-path]')?.dataset.path;
}

/** Without the key that stands beside a command, and without what is read aloud alone. */
function textOf(element: HTMLElement): string {
  if (element.matches('input, select, textarea')) return '';
  const parts = [...element.childNodes].filter(
    (node) =>
      !(node instanceof Element && node.matches('kbd, small, .visually-hidden, .folder-summary, input, select')),
  );
  return parts
    .map((node) => node.textContent ?? '')
    .join('')
    .trim();
}
