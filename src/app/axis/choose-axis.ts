import { button } from '../elements/element.ts';

/** Somebody wants to choose the axis of rotation by eye; the page hears of it, wherever the button stands. */
export const CHOOSE_AXIS = 'chooseaxis';
export const CHOOSE_AXIS_TEXT = 'Choose axis by eye…';

export function askForAxis(element: Element): void {
  element.dispatchEvent(new Event(CHOOSE_AXIS, { bubbles: true }));
}

export function chooseAxisButton(): HTMLButtonElement {
  const ask = button(CHOOSE_AXIS_TEXT, () => askForAxis(ask));
  return ask;
}
