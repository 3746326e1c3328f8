import { foldAngle } from '../../geometry/measured-directions.ts';
import type { ComplexRow, MirrorRows } from './mirror-rows.ts';

/** Views to each side that say what the one between them should be. */
const NEIGHBOURS = 2;
const MOST_PAIRS = 64;
/** Views nearer to each other than this stand at one angle. */
const SAME_ANGLE_RAD = 1e-7;

interface FoldedView {
  readonly view: number;
  /** Angle from 0 to π; beyond either end where it is a neighbour across it. */
  readonly angleRad: number;
  /** Whether the view is read from the other side. */
  readonly isMirrored: boolean;
}

/**
 * What parallel views over half a turn or more have on both sides of the axis: the view at θ + π is the mirror image of
 * the one at θ, so that views folded into half a turn, those from beyond it mirrored about the axis, follow one another
 * smoothly, and across its ends too. A view among neighbours of which some are mirrored is compared with the cubic through
 * two of them on each side; about a wrong axis it does not fit in (the idea of Vo, Drakopoulos, Atwood & Reinhard, Opt.
 * Express 22:19078, 2014, doi 10.1364/OE.22.019078, who look for the misfit in the Fourier plane). No view has to see all
 * of the object.
 *
 * @param sinogram [views × channels]
 */
export function halfTurnRows(sinogram: Float32Array, channels: number, anglesRad: Float64Array): MirrorRows {
  const seams = seamsOf(foldedViews(anglesRad));
  const step = Math.max(1, seams.length / MOST_PAIRS);
  const smoothed = smoother(channels, (Math.PI / anglesRad.length) * (channels / 2));
  const rows: ComplexRow[] = [];
  const mirrored: ComplexRow[] = [];
  const imaginary = new Float64Array(channels);
  for (let i = 0; Math.floor(i) < seams.length; i += step) {
    const plain = new Float64Array(channels);
    const other = new Float64Array(channels);
    for (const { view, weight, isMirrored } of seams[Math.floor(i)]!) {
      const target = isMirrored ? other : plain;
      for (let channel = 0; channel < channels; channel++) {
        target[channel]! += (isMirrored ? -weight : weight) * sinogram[view * channels + channel]!;
      }
    }
    rows.push({ real: smoothed(plain), imaginary });
    mirrored.push({ real: smoothed(other), imaginary });
  }
  return { channels, rows, mirrored };
}

/**
 * Averages neighbouring channels: what is finer than a point moves from view to view no cubic through views follows.
 *
 * @param travel how many channels a point at the end of the detector moves from view to view, at most
 */
function smoother(channels: number, travel: number): (row: Float64Array) => Float64Array {
  // Each pass of (¼, ½, ¼) has a variance of ½.
  const passes = Math.min(channels, Math.ceil(2 * travel * travel));
  return (row) => {
    let values = row;
    for (let pass = 0; pass < passes; pass++) {
      const last = values;
      values = last.map(
        (value, k) => (2 * value + last[Math.max(0, k - 1)]! + last[Math.min(channels - 1, k + 1)]!) / 4,
      );
    }
    return values;
  };
}

/** A view, 1, and what its neighbours count in its place, −their weights in the cubic; some are mirrored and some not. */
type Seam = readonly { readonly view: number; readonly weight: number; readonly isMirrored: boolean }[];

function seamsOf(folded: readonly FoldedView[]): Seam[] {
  const views = folded.length;
  // Going on beyond an end of the half turn every view is met again from the other side.
  const at = (i: number): FoldedView => {
    const laps = Math.floor(i / views);
    const { view, angleRad, isMirrored } = folded[i - laps * views]!;
    return { view, angleRad: angleRad + laps * Math.PI, isMirrored: isMirrored !== (laps % 2 !== 0) };
  };
  const seams: Seam[] = [];
  for (let i = 0; i < views; i++) {
    const target = at(i);
    const around = [];
    for (const side of [-1, 1]) {
      let last = target.angleRad;
      for (let k = i + side, found = 0; found < NEIGHBOURS && Math.abs(k - i) < views; k += side) {
        const other = at(k);
        if (Math.abs(other.angleRad - last) < SAME_ANGLE_RAD) continue;
        around.push(other);
        last = other.angleRad;
        found++;
      }
    }
    const twin = [i - 1, i + 1]
      .map(at)
      .find(
        (other) =>
          other.isMirrored !== target.isMirrored && Math.abs(other.angleRad - target.angleRad) < SAME_ANGLE_RAD,
      );
    const neighbours = twin ? [{ ...twin, weight: 1 }] : throughCubic(target.angleRad, around);
    if (!neighbours.some(({ isMirrored }) => isMirrored !== target.isMirrored)) continue;
    seams.push([
      { view: target.view, weight: 1, isMirrored: target.isMirrored },
      ...neighbours.map(({ view, weight, isMirrored }) => ({ view, weight: -weight, isMirrored })),
    ]);
  }
  return seams;
}

/** Lagrange's weights of views in the polynomial through them, at an angle. */
function throughCubic(angleRad: number, views: readonly FoldedView[]): (FoldedView & { readonly weight: number })[] {
  return views.map((view) => {
    let weight = 1;
    for (const other of views) {
      if (other !== view) weight *= (angleRad - other.angleRad) / (view.angleRad - other.angleRad);
    }
    return { ...view, weight };
  });
}

function foldedViews(anglesRad: Float64Array): FoldedView[] {
  return Array.from(anglesRad, (angle, view) => {
    const turn = foldAngle(angle, 2 * Math.PI);
    const isMirrored = turn >= Math.PI;
    return { view, angleRad: isMirrored ? turn - Math.PI : turn, isMirrored };
  }).sort((a, b) => a.angleRad - b.angleRad);
}
