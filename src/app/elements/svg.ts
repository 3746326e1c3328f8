const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Makes an element of a drawing, with attributes and children. */
export function makeSvg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG_NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  element.append(...children);
  return element;
}

/** A picture of 16 × 16 on a button whose name says what it does. */
export function icon(...shapes: readonly SVGElement[]): SVGSVGElement {
  return makeSvg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, ...shapes);
}
