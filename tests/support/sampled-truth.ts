// What is inside of a shape, asked point by point: slow, plain, and independent of the engine's rays and rasters.

import { HEAD_ELLIPSES, type HeadName } from './shepp-logan.ts';

/** A shape as a question about a point, within a box that surely holds all of it. */
export interface PointShape {
  readonly value: number;
  readonly inside: (x: number, y: number) => boolean;
  readonly box: { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number };
}

export function pointEllipse(x: number, y: number, a: number, b: number, angleDeg: number, value: number): PointShape {
  const angle = (angleDeg / 180) * Math.PI;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const reach = Math.max(a, b);
  return {
    value,
    inside: (px, py) => {
      const along = (px - x) * cosine + (py - y) * sine;
      const across = (py - y) * cosine - (px - x) * sine;
      return (along / a) ** 2 + (across / b) ** 2 <= 1;
    },
    box: { left: x - reach, right: x + reach, bottom: y - reach, top: y + reach },
  };
}

export function headShapes(name: HeadName): PointShape[] {
  return HEAD_ELLIPSES.map(([x, y, a, b, angleDeg, old, modified]) =>
    pointEllipse(x, y, a, b, angleDeg, name === 'shepp-logan-1974' ? old : modified),
  );
}

/**
 * The phantom averaged over each pixel by n × n point samples, row 0 at the top, the grid centred on the origin.
 *
 * @param composition `add`: values add up; `replace`: the last shape around a sample counts
 */
export function sampledTruth(
  shapes: readonly PointShape[],
  composition: 'add' | 'replace',
  { rows, columns, pixelSize }: { rows: number; columns: number; pixelSize: number },
  samplesPerSide = 8,
): Float64Array {
  const truth = new Float64Array(rows * columns);
  const step = pixelSize / samplesPerSide;
  const sampleColumns = columns * samplesPerSide;
  const sampleRows = rows * samplesPerSide;
  const left = (-columns * pixelSize) / 2;
  const top = (rows * pixelSize) / 2;
  const painted = composition === 'replace' ? new Float64Array(sampleRows * sampleColumns) : null;
  const perSample = 1 / samplesPerSide ** 2;
  for (const { value, inside, box } of shapes) {
    const firstRow = Math.max(0, Math.floor((top - box.top) / step) - 1);
    const lastRow = Math.min(sampleRows - 1, Math.ceil((top - box.bottom) / step) + 1);
    const firstColumn = Math.max(0, Math.floor((box.left - left) / step) - 1);
    const lastColumn = Math.min(sampleColumns - 1, Math.ceil((box.right - left) / step) + 1);
    for (let r = firstRow; r <= lastRow; r++) {
      const y = top - (r + 0.5) * step;
      const rowStart = Math.floor(r / samplesPerSide) * columns;
      for (let c = firstColumn; c <= lastColumn; c++) {
        if (!inside(left + (c + 0.5) * step, y)) continue;
        if (painted) painted[r * sampleColumns + c] = value;
        else truth[rowStart + Math.floor(c / samplesPerSide)]! += value * perSample;
      }
    }
  }
  painted?.forEach((value, i) => {
    const r = Math.floor(i / sampleColumns);
    const c = i % sampleColumns;
    truth[Math.floor(r / samplesPerSide) * columns + Math.floor(c / samplesPerSide)]! += value * perSample;
  });
  return truth;
}
