import type { LayoutRectangle } from '../../panes/layout-parts.ts';
import type { CanvasPoint } from '../../panes/picture-projection.ts';
import type { ToolLook } from '../../panes/tool-look.ts';

/** The line between two pictures, with a grip to take hold of. */
export function paintDivider(
  context: CanvasRenderingContext2D,
  { top, height }: LayoutRectangle,
  { style, lineScale, fontSizePixels }: ToolLook,
  x: number,
): void {
  const line = (colour: string, width: number) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, top + height);
    context.stroke();
  };
  line(style.onPictureGround, 4 * lineScale);
  line(style.onPicture, 1.5 * lineScale);
  const radius = 0.8 * fontSizePixels;
  const y = top + height / 2;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = style.ground;
  context.fill();
  context.stroke();
  // Arrows to both sides.
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x + side * 0.25 * radius, y - 0.35 * radius);
    context.lineTo(x + side * 0.6 * radius, y);
    context.lineTo(x + side * 0.25 * radius, y + 0.35 * radius);
  }
  context.stroke();
}

/** Where a hand points in another picture: a cross that leaves the place itself in sight. */
export function paintPlace(
  context: CanvasRenderingContext2D,
  { style, lineScale, fontSizePixels }: ToolLook,
  { x, y }: CanvasPoint,
): void {
  const [inner, outer] = [0.4 * fontSizePixels, 1.1 * fontSizePixels];
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x + side * inner, y);
    context.lineTo(x + side * outer, y);
    context.moveTo(x, y + side * inner);
    context.lineTo(x, y + side * outer);
  }
  context.strokeStyle = style.onPictureGround;
  context.lineWidth = 4 * lineScale;
  context.stroke();
  context.strokeStyle = style.onPicture;
  context.lineWidth = 1.5 * lineScale;
  context.stroke();
}

/** What a picture is called, in its upper corner. */
export function paintName(
  context: CanvasRenderingContext2D,
  { left, top, width }: LayoutRectangle,
  { style, fontSizePixels }: ToolLook,
  name: string,
  side: 'left' | 'right',
): void {
  const size = 1.15 * fontSizePixels;
  context.font = `600 ${size}px ${style.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const half = context.measureText(name).width / 2 + 0.5 * size;
  const inset = half + 0.5 * size;
  const x = side === 'left' ? left + inset : left + width - inset;
  const y = top + 1.4 * size;
  context.fillStyle = style.onPictureGround;
  context.beginPath();
  context.roundRect(x - half, y - 0.8 * size, 2 * half, 1.6 * size, 3);
  context.fill();
  context.fillStyle = style.onPicture;
  context.fillText(name, x, y);
}
