import { coveredArcRad, coversWholeTurn, type Scan } from '../../../geometry/scan.ts';
import type { DeviceArray, Operators } from '../../../operators/contract.ts';
import { halfTurnRows } from './half-turn-rows.ts';
import { middleOfMass } from './middle-of-mass.ts';
import { type MirrorFinding, searchMirror } from './search-mirror.ts';
import { wholeTurnRows } from './whole-turn-rows.ts';
import { withoutDeadChannels } from './without-dead-channels.ts';

/** Rounding of degrees into radians and back. */
const SAME_ARC_RAD = 1e-6;

/**
 * Fewer views than this are judged by chance: of the FORBILD head three to six of a fan's whole turn miss the axis by up to
 * 1.5 channels, eight and more by 0.06 at most.
 */
export const LEAST_VIEWS_FOR_AXIS = 8;

/**
 * Why the views of a scan cannot tell where its axis is, in a few words, or `null` where they may: half a turn of parallel
 * rays may, and a whole turn of a fan, if there are {@link LEAST_VIEWS_FOR_AXIS} views or more.
 */
export function whyAxisIsUntold(scan: Scan): string | null {
  if (scan.anglesRad.length < LEAST_VIEWS_FOR_AXIS) return `that needs ${LEAST_VIEWS_FOR_AXIS} views at least`;
  if (coversWholeTurn(scan)) return null;
  if (scan.geometry === 'fan') return 'that needs a whole turn of the fan';
  return coveredArcRad(scan) >= Math.PI - SAME_ARC_RAD ? null : 'that needs views over half a turn';
}

/** Where the axis was found, or why it is unknown. */
export type AxisFinding =
  /** Channels by which the axis stands beyond where the scan has it. */
  | { readonly shift: number; readonly why: null }
  /** A part of a sentence: "the readings do not tell where the axis is: …". */
  | { readonly shift: null; readonly why: string };

/** Of exact views. */
const EXACTLY_COMPLETE = { mass: 2e-3, ends: 1e-3 };
/** Of measured ones, whose air is not quite nothing. */
const NEARLY_COMPLETE = { mass: 0.02, ends: 0.02 };

const WORDS: Readonly<Record<(MirrorFinding & { place: null })['why'], string>> = {
  flat: 'they hardly vary along the detector',
  unlike: 'views from opposite sides do not match about any place of the detector',
  ambiguous: 'views from opposite sides match about several places alike',
  vague: 'views from opposite sides match about places far apart nearly alike',
};

/**
 * Where the axis really stands, from the sinogram alone.
 *
 * Over a whole turn all harmonics of the views are mirror images about it (whole-turn-rows.ts), of parallel rays as of a
 * fan. Parallel rays over less, at least half a turn, are judged by the middle of mass of each view where every view sees
 * the whole object and nothing else, and otherwise by how the views go on in their mirror images (half-turn-rows.ts). The
 * axis is searched for over the whole detector, dead channels are passed over, and where no place is clearly better than all others none is given.
 */
export async function findAxis<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
): Promise<AxisFinding> {
  const why = whyAxisIsUntold(scan);
  if (why !== null) return { shift: null, why };
  const { channels, anglesRad } = scan;
  const measured = await operators.read(sinogram);
  const readings = withoutDeadChannels(measured, channels);
  const middle = (channels - 1) / 2;
  const asFinding = (place: number): AxisFinding => ({ shift: place - middle - scan.offset, why: null });
  if (coversWholeTurn(scan)) {
    const mirror = searchMirror(wholeTurnRows(readings, scan));
    return mirror.place === null ? { shift: null, why: WORDS[mirror.why] } : asFinding(mirror.place);
  }
  const moments = await momentsOf(operators, sinogram, readings === measured ? null : readings);
  const exact = middleOfMass(readings, channels, moments, anglesRad, EXACTLY_COMPLETE);
  if (exact !== null) return asFinding(exact + middle);
  const mirror = searchMirror(halfTurnRows(readings, channels, anglesRad));
  if (mirror.place !== null) return asFinding(mirror.place);
  const near = middleOfMass(readings, channels, moments, anglesRad, NEARLY_COMPLETE);
  return near === null ? { shift: null, why: WORDS[mirror.why] } : asFinding(near + middle);
}

/** @param mended what the sinogram should read, where that is something else */
async function momentsOf<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  mended: Float32Array | null,
): Promise<Float32Array> {
  const held: A[] = [];
  const keep = async (array: Promise<A>) => {
    held.push(await array);
    return held.at(-1)!;
  };
  try {
    const array = await keep(operators.create(sinogram.rows, 2));
    const views = mended ? await keep(operators.upload(mended, sinogram.rows, sinogram.columns)) : sinogram;
    await operators.momentsOfViews(views, array);
    return await operators.read(array);
  } finally {
    for (const array of held) operators.release(array);
  }
}
