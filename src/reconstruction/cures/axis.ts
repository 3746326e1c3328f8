import { coveredArcRad, coversWholeTurn, type Scan } from '../../geometry/scan.ts';
import { scatteredViewWeights } from '../../geometry/view-weights.ts';
import type { DeviceArray, Operators } from '../../operators/contract.ts';

/** Rounding of degrees into radians and back. */
const SAME_ARC_RAD = 1e-6;

/**
 * Fewer views than this are judged by chance: of the FORBILD head three to six of a fan's whole turn miss the axis by up to
 * 1.5 channels, eight and more by 0.06 at most.
 */
export const LEAST_VIEWS_FOR_AXIS = 8;

/**
 * Whether the views of a scan tell where its axis is: half a turn of parallel rays does, and a whole turn of a fan, if
 * there are {@link LEAST_VIEWS_FOR_AXIS} views or more.
 */
export function tellsAxis(scan: Scan): boolean {
  if (scan.anglesRad.length < LEAST_VIEWS_FOR_AXIS) return false;
  if (scan.geometry === 'fan') return seesBothSidesAlike(scan);
  return coveredArcRad(scan) >= Math.PI - SAME_ARC_RAD;
}

/**
 * How many channels the axis really stands beyond where the scan has it, from the sinogram alone; `null` where that says
 * nothing, because it is empty or because the scan has too few views.
 *
 * Over a whole turn every line is seen from both sides, so that the mean over all views is its own mirror image about the
 * axis, of parallel rays as of a fan, and however little of the object the detector sees: the mirror that fits best is
 * looked for. Parallel rays over less than that are judged by the middle of mass of each view, which is that of the object
 * as seen from there and goes to and fro like a cosine about the axis (Azevedo, Schneberk, Fitch & Martz, IEEE Trans.
 * Nucl. Sci. 37:1525, 1990); for that every view has to see the whole object.
 */
export async function findAxis<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
): Promise<number | null> {
  if (!tellsAxis(scan)) return null;
  const middle = (scan.channels - 1) / 2;
  const axis = seesBothSidesAlike(scan)
    ? await axisOfMirror(operators, sinogram)
    : await axisOfMass(operators, sinogram, scan.anglesRad);
  return axis === null ? null : axis - middle - scan.offset;
}

/** Whether the plain mean over all views is what both sides see. */
function seesBothSidesAlike(scan: Scan): boolean {
  const weights = scatteredViewWeights(scan.anglesRad, 2 * Math.PI);
  const mean = (2 * Math.PI) / weights.length;
  return coversWholeTurn(scan) && weights.every((weight) => Math.abs(weight - mean) < ALIKE * mean);
}

/** Of angles that are as uneven as encoders have them, views count alike to this part. */
const ALIKE = 0.12;

async function axisOfMirror<A extends DeviceArray>(operators: Operators<A>, sinogram: A): Promise<number | null> {
  const array = await operators.create(1, sinogram.columns);
  try {
    await operators.meanOverViews(sinogram, array);
    return mirrorOf(await operators.read(array));
  } finally {
    operators.release(array);
  }
}

/** The part of a detector that must lie on both sides of the mirror. */
const LEAST_OVERLAP = 0.5;

/**
 * The fractional place about which a profile is its own mirror image most nearly, or `null` of one that is flat, or has too
 * few channels to tell: the least mismatch over all whole and half places first, and then between them.
 */
export function mirrorOf(profile: Float32Array): number | null {
  const last = profile.length - 1;
  let best = Number.POSITIVE_INFINITY;
  let bestTwice = last;
  const reach = Math.floor((1 - LEAST_OVERLAP) * last);
  for (let twice = last - reach; twice <= last + reach; twice++) {
    const mismatch = mirrorMismatch(profile, twice / 2);
    if (mismatch >= best) continue;
    best = mismatch;
    bestTwice = twice;
  }
  if (best === Number.POSITIVE_INFINITY) return null;
  let place = bestTwice / 2;
  for (let step = 0.25; step > 1e-4; step /= 2) {
    for (const side of [place - step, place + step]) {
      const mismatch = mirrorMismatch(profile, side);
      if (mismatch >= best) continue;
      best = mismatch;
      place = side;
    }
  }
  return place;
}

/**
 * How little a profile is its own mirror image where both are: Σ (a − b)² over Σ (a − m)² + (b − m)², m the mean of both,
 * so that a stretch of nothing is like nothing. Both are taken at whole distances from the mirror: they are read between
 * channels in the same part, and none is smoother than the other.
 */
function mirrorMismatch(profile: Float32Array, place: number): number {
  const left = Math.floor(place);
  const fraction = place - left;
  const valueAt = (channel: number) =>
    fraction === 0 ? profile[channel]! : (1 - fraction) * profile[channel]! + fraction * profile[channel + 1]!;
  const most = Math.min(left, profile.length - 1 - Math.ceil(place));
  let difference = 0;
  let sum = 0;
  let squares = 0;
  for (let distance = 1; distance <= most; distance++) {
    const a = valueAt(left + distance);
    const b = valueAt(left - distance);
    difference += (a - b) ** 2;
    sum += a + b;
    squares += a * a + b * b;
  }
  const variation = squares - (sum * sum) / (2 * most);
  return most >= 1 && variation > ROUNDING * squares ? difference / variation : Number.POSITIVE_INFINITY;
}

/** Of single precision: what varies by less than this part of itself does not vary. */
const ROUNDING = 1e-9;

async function axisOfMass<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  anglesRad: Float64Array,
): Promise<number | null> {
  const array = await operators.create(sinogram.rows, 2);
  try {
    await operators.momentsOfViews(sinogram, array);
    const moments = await operators.read(array);
    const middles = Float64Array.from(anglesRad, (_, view) => moments[2 * view + 1]! / moments[2 * view]!);
    const offset = middleOfSway(anglesRad, middles);
    return Number.isFinite(offset) ? offset + (sinogram.columns - 1) / 2 : null;
  } finally {
    operators.release(array);
  }
}

/** What values sway about: a of the least-squares fit a + b·cosθ + c·sinθ to them. `NaN` where values or angles do not tell. */
export function middleOfSway(anglesRad: Float64Array, values: Float64Array): number {
  // Normal equations [3 × 3 | 1], solved by elimination.
  const rows = [0, 0, 0].map(() => new Float64Array(4));
  anglesRad.forEach((angle, view) => {
    const terms = [1, Math.cos(angle), Math.sin(angle)];
    rows.forEach((row, i) => {
      for (let k = 0; k < 3; k++) row[k]! += terms[i]! * terms[k]!;
      row[3]! += terms[i]! * values[view]!;
    });
  });
  // From the last unknown to the first: what is left of the first row is a alone.
  for (let k = 2; k > 0; k--) {
    for (let i = 0; i < k; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let column = 0; column < 4; column++) rows[i]![column]! -= factor * rows[k]![column]!;
    }
  }
  return rows[0]![3]! / rows[0]![0]!;
}
