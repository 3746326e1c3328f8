/** The colours and the type that a pane's canvases are painted with; they come from `theme.css`. */
export interface PaneStyle {
  readonly fontFamily: string;
  /** How many times as large as usual the page's type is: it grows with the screen, and for a whole room. */
  readonly typeScale: number;
  /** For the size of its type a pane counts as so many times as wide as it is: as wide as a neighbour. */
  readonly typeWidthPart: number;
  /** Such a part of the pane its picture is to fill at least: axes that leave it less are left out. */
  readonly leastPicturePart: number;
  readonly ground: string;
  readonly text: string;
  readonly axisLine: string;
  readonly axisText: string;
  readonly accent: string;
  readonly onPicture: string;
  readonly onPictureGround: string;
}

/** Reads the custom properties that hold at this element. */
export function readPaneStyle(element: Element): PaneStyle {
  const computed = getComputedStyle(element);
  const property = (name: string, fallback: string) => computed.getPropertyValue(name).trim() || fallback;
  return {
    fontFamily: computed.fontFamily || 'sans-serif',
    typeScale: typeScaleOf(computed),
    typeWidthPart: Number.parseFloat(property('--pane-type-width-part', '1')),
    leastPicturePart: Number.parseFloat(property('--pane-picture-part', '0')),
    ground: property('--colour-ground', '#0b0d10'),
    text: property('--colour-text', '#e9eef3'),
    axisLine: property('--colour-axis-line', '#5c6875'),
    axisText: property('--colour-axis-text', '#c3ced8'),
    accent: property('--colour-accent', '#6cc4ee'),
    onPicture: property('--colour-on-picture', '#ffffff'),
    onPictureGround: property('--colour-on-picture-ground', 'rgb(0 0 0 / 62%)'),
  };
}

/** How many times as large as usual the page's type is. @param computed the style of an element */
export function typeScaleOf(computed: CSSStyleDeclaration): number {
  return Number.parseFloat(computed.getPropertyValue('--pane-type-scale')) || rootFontSizePixels() / 16;
}

/** The same on white paper: letters and lines dark, what lies on the picture as it is. */
export function onPaper(style: PaneStyle): PaneStyle {
  return {
    ...style,
    ...{ ground: '#ffffff', text: '#14181c', axisLine: '#6b7480', axisText: '#22282e', accent: '#0b62a0' },
  };
}

function rootFontSizePixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
