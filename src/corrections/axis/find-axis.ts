import type { DeviceArray } from '../../compute/device.ts';
import { coversWholeTurn, type Scan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Finding } from '../correction.ts';
import { whyAxisIsUntold } from './axis-finding.ts';
import { halfTurnRows } from './half-turn-rows.ts';
import { middleOfMass } from './middle-of-mass.ts';
import { type MirrorFinding, searchMirror } from './search-mirror.ts';
import { wholeTurnRows } from './whole-turn-rows.ts';
import { withoutDeadChannels } from './without-dead-channels.ts';

/** Of exact views. */
const EXACTLY_COMPLETE = { mass: 2e-3, ends: 1e-3 };
/** Of measured ones, whose air is not quite nothing. */
const NEARLY_COMPLETE = { mass: 0.02, ends: 0.02 };

const WORDS: Readonly<Record<(MirrorFinding & { place: null })['why'], string>> = {
  flat: 'the readings hardly vary along the detector',
  unlike: 'opposite views match at no position on the detector',
  ambiguous: 'opposite views match equally well at several positions',
  vague: 'opposite views match almost equally well at positions far apart',
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
): Promise<Finding> {
  const why = whyAxisIsUntold(scan);
  if (why !== null) return { shift: null, why };
  const { channels, anglesRad } = scan;
  const measured = await operators.read(sinogram);
  const readings = withoutDeadChannels(measured, channels);
  const middle = (channels - 1) / 2;
  const asFinding = (place: number): Finding => ({ shift: place - middle - scan.offset, why: null });
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
