/**
 * Sets what an element says, and leaves it alone where it says that already: the same text again would be another node to
 * the browser, to be laid out and painted anew.
 */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
