// Names of the scanner's parts stand clear of the parts, whichever way the scanner is turned.

import { expect, test } from 'vitest';
import type { PaneStyle } from '../../../src/app/panes/pane-style.ts';
import { ScannerDrawing } from '../../../src/app/views/scanner/scanner-drawing.ts';

test('a name lies towards the axis from its part, by less than its own width, and not on it', () => {
  const fontSizePixels = 15;
  const [halfWidth, halfHeight] = [40, fontSizePixels / 2];
  for (let degrees = 0; degrees < 360; degrees += 7.5) {
    const at: { x: number; y: number }[] = [];
    const context = {
      measureText: () => ({ width: 2 * halfWidth }),
      strokeText: () => {},
      fillText: (_word: string, x: number, y: number) => at.push({ x, y }),
    } as unknown as CanvasRenderingContext2D;
    const drawing = new ScannerDrawing(context, 0.4, {} as PaneStyle, fontSizePixels);
    const angle = (degrees * Math.PI) / 180;
    const part = { xMm: 500 * Math.cos(angle), yMm: 500 * Math.sin(angle) };
    drawing.label('detector', part);
    const [{ x, y }] = at as [{ x: number; y: number }];
    const away = { x: Math.abs(part.xMm * 0.4 - x) - halfWidth, y: Math.abs(-part.yMm * 0.4 - y) - halfHeight };
    expect(Math.max(away.x, away.y), `${degrees}°`).toBeGreaterThan(0);
    expect(Math.hypot(x, y)).toBeLessThan(200);
    expect(Math.hypot(x - part.xMm * 0.4, y + part.yMm * 0.4)).toBeLessThan(2 * halfWidth);
  }
});
