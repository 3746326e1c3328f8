import { paintOutline } from './axes.ts';
import type { PaneLayout } from './pane-layout.ts';
import type { PaneStyle } from './pane-style.ts';

/** The bar of greys: the low end of the window at the bottom, black there unless it is white. Its ticks are the axes'. */
export function paintScaleBar(
  context: CanvasRenderingContext2D,
  layout: PaneLayout,
  lowIsWhite: boolean,
  style: PaneStyle,
  devicePixelRatio: number,
): void {
  const { bar } = layout;
  if (!bar) return;
  const gradient = context.createLinearGradient(0, bar.top + bar.height, 0, bar.top);
  gradient.addColorStop(0, lowIsWhite ? '#ffffff' : '#000000');
  gradient.addColorStop(1, lowIsWhite ? '#000000' : '#ffffff');
  context.fillStyle = gradient;
  context.fillRect(bar.left, bar.top, bar.width, bar.height);
  context.fillStyle = style.axisLine;
  paintOutline(context, bar, devicePixelRatio);
}
