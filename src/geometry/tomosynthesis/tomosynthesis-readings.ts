import { rowCentreMm } from '../cone/cone-scan.ts';
import { channelCentreMm } from '../detector.ts';
import type { ReadingWeights } from '../reading-weights.ts';
import { dot, type PanelView, panelView, type TomosynthesisScan, type Vector } from './tomosynthesis-scan.ts';

const DOWN: Vector = [0, 0, -1];

/**
 * The weights of readings before the ramp, of views that each see every line once. In the plane of the source a view adds
 * (H/d²)·∫ p(u′)·D·cosγ′·h(u − u′) du′ to a place at the depth d: H is how far the source is from the panel's line, which need
 * not run across the central ray, and D·cosγ′ how fast the source moves across the ray (Kak & Slaney 1988, ch. 3.4, with the
 * channels on any line). γ is taken as the angle between ray and central ray in space, as Feldkamp, Davis & Kress do (JOSA A
 * 1:612, 1984, doi 10.1364/JOSAA.1.000612, eq. 28), so that a panel across the central ray has their weight D/√(D² + u² + v²).
 *
 * Plain back-projection counts a reading by its distance from the source, (D/L)²·p. On a panel D/L is D·cosφ/d, φ the angle
 * between ray and normal.
 */
export function tomosynthesisWeights(scan: TomosynthesisScan, isPlain: boolean): ReadingWeights {
  if (isPlain) return slantedWeights(scan, 2, ({ heightMm }) => [heightMm, 0]);
  return slantedWeights(scan, 1, ({ normal, uAxis, heightMm }, angleRad) => {
    const towardsPivot: Vector = [-Math.sin(angleRad), 0, -Math.cos(angleRad)];
    const share = heightMm / scan.sourceToDetectorMm;
    return [share * heightMm * dot(normal, towardsPivot), share * dot(uAxis, towardsPivot)];
  });
}

/**
 * The weights of shift-and-add: a reading times the cosine of the angle by which its ray is inclined, which makes it that of a
 * ray straight down through a slab, over the height of the volume. So a wide slab that fills the volume comes out as what it is.
 */
export function shiftAndAddWeights(scan: TomosynthesisScan, heightMm: number): ReadingWeights {
  return slantedWeights(scan, 1, ({ normal, uAxis, heightMm: toPanelMm }) => [
    (toPanelMm * dot(normal, DOWN)) / heightMm,
    dot(uAxis, DOWN) / heightMm,
  ]);
}

/** @param straight the two factors of each view, of 1 and of the place along its channels */
function slantedWeights(
  scan: TomosynthesisScan,
  power: 1 | 2,
  straight: (view: PanelView, angleRad: number) => readonly [number, number],
): ReadingWeights {
  const places = (count: number, centreMm: (at: number) => number) =>
    Float64Array.from({ length: count }, (_, at) => centreMm(at));
  return {
    channelWeights: new Float64Array(scan.channels).fill(1),
    redundancy: null,
    slant: {
      channelsMm: places(scan.channels, (channel) => channelCentreMm(scan, channel)),
      rowsMm: places(scan.rows, (row) => rowCentreMm(scan, row)),
      views: Array.from(scan.anglesRad, (angleRad) => {
        const view = panelView(scan, angleRad);
        const [ahead, across] = straight(view, angleRad);
        return { footMm: view.footMm, heightMm: view.heightMm, ahead, across };
      }),
      power,
    },
  };
}
