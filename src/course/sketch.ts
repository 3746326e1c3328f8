import { geometryOf, isMirroredByHalfTurn, type Scan } from '../geometry/scan.ts';

/** A curve that is drawn by hand has so many places from one end of the detector to the other. */
export const SKETCH_PLACES = 97;

/** Nothing is drawn yet. */
export const EMPTY_SKETCH: readonly number[] = Array.from({ length: SKETCH_PLACES }, () => 0);

/** Draws from one place to another, the heights between them on a straight line. */
export function drawn(
  heights: readonly number[],
  from: { readonly place: number; readonly height: number },
  to: { readonly place: number; readonly height: number },
): readonly number[] {
  const [first, last] = from.place <= to.place ? [from, to] : [to, from];
  return heights.map((height, place) => {
    if (place < first.place || place > last.place) return height;
    const share = first.place === last.place ? 1 : (place - first.place) / (last.place - first.place);
    const drawnHeight = first === last ? to.height : first.height + share * (last.height - first.height);
    return clamped(first.place === last.place ? to.height : drawnHeight);
  });
}

/** Lifts a place as keys do: the curve goes straight from there to places that are `reach` away, which stay. */
export function lifted(heights: readonly number[], place: number, by: number, reach: number): readonly number[] {
  const height = clamped(heights[place]! + by);
  return heights.map((before, at) => {
    const away = Math.abs(at - place);
    if (away >= reach) return before;
    const end = heights[Math.min(heights.length - 1, Math.max(0, at < place ? place - reach : place + reach))]!;
    return clamped(height + (away / reach) * (end - height));
  });
}

/**
 * What a scan reads at an angle, as a curve of so many places from the first channel to the last, each the mean of the
 * channels about it; `null` where no view stands there.
 *
 * @param sinogram [views, channels]
 */
export function projectionCurve(
  sinogram: Float32Array,
  scan: Scan,
  angleDeg: number,
  places: number,
): readonly number[] | null {
  const { anglesRad, channels } = scan;
  const found = viewAt(anglesRad, angleDeg, isMirroredByHalfTurn(geometryOf(scan)));
  if (!found) return null;
  const row = sinogram.subarray(found.view * channels, (found.view + 1) * channels);
  return Array.from({ length: places }, (_, i) => {
    const place = found.isMirrored ? places - 1 - i : i;
    const middle = (place / (places - 1)) * (channels - 1);
    const half = Math.max(0.5, (channels - 1) / (places - 1) / 2);
    const [first, last] = [Math.max(0, Math.round(middle - half)), Math.min(channels - 1, Math.round(middle + half))];
    let sum = 0;
    for (let channel = first; channel <= last; channel++) sum += row[channel]!;
    return sum / (last - first + 1);
  });
}

/** How alike two curves are, whatever their heights: Pearson's correlation, 1 where one is the other times something. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, ofOne, ofOther] = [0, 0, 0];
  for (const [i, value] of one.entries()) {
    const [x, y] = [value - a, other[i]! - b];
    both += x * y;
    ofOne += x * x;
    ofOther += y * y;
  }
  return ofOne === 0 || ofOther === 0 ? 0 : both / Math.sqrt(ofOne * ofOther);
}

/** Whether a drawing has the shape of the true curve: `nearly` for one that goes up and down where it should. */
export function likenessOf(curveCorrelation: number): 'same' | 'nearly' | 'other' {
  if (curveCorrelation >= SAME_SHAPE) return 'same';
  return curveCorrelation >= NEARLY_SAME_SHAPE ? 'nearly' : 'other';
}

/** A disk drawn as a plateau or as a triangle of its width correlates with half an ellipse by less than the first of them. */
const SAME_SHAPE = 0.98;
const NEARLY_SAME_SHAPE = 0.8;

/** The view nearest to an angle, where one is not further than two steps away. */
function viewAt(anglesRad: ArrayLike<number>, angleDeg: number, canMirror: boolean) {
  let best: { readonly view: number; readonly isMirrored: boolean; readonly awayDeg: number } | null = null;
  for (let view = 0; view < anglesRad.length; view++) {
    const off = (((anglesRad[view]! * 180) / Math.PI - angleDeg) % 360) + 360;
    for (const isMirrored of canMirror ? [false, true] : [false]) {
      const turned = (off + (isMirrored ? 180 : 0)) % 360;
      const awayDeg = Math.min(turned, 360 - turned);
      if (!best || awayDeg < best.awayDeg - 1e-6) best = { view, isMirrored, awayDeg };
    }
  }
  const stepDeg = (2 * 360) / Math.max(1, anglesRad.length);
  return best && best.awayDeg <= stepDeg ? best : null;
}

function clamped(height: number): number {
  return Math.min(1, Math.max(0, height));
}
