// Line integrals of a volume along rays in space (AssemblyScript): the sum of a ray's samples times the length of ray per
// plane. Each sample is two loads of two neighbours. Where samples are: voxel-ray.ts.

import {
  areWithin,
  beyondBox,
  endPlane,
  endSure,
  firstPlane,
  firstSure,
  fourSteps,
  fractionMask,
  fractionsOf,
  fractionUnit,
  linesFrom,
  lineStep,
  lineStride,
  linesTo,
  PLANES_AT_ONCE,
  placeStep,
  placesFrom,
  placesTo,
  planeLengthMm,
  planeStride,
  planesFrom,
  planesTo,
  positionsFrom,
  rayBase,
  rayLine,
  rayPlace,
  setVoxelRay,
  stepsInFour,
  wholesOf,
} from './voxel-ray';

/**
 * Adds to the readings of a row of channels what a box holds of their rays.
 *
 * @param box, rays see voxel-ray.ts
 * @param across, ahead, aside f64[channels]
 * @param out f32[channels], in the volume's unit × mm, added to
 */
export function scanVoxels(
  box: usize,
  rays: usize,
  across: usize,
  ahead: usize,
  aside: usize,
  channels: i32,
  out: usize,
): void {
  for (let channel: i32 = 0; channel < channels; channel++) {
    const at = <usize>channel << 3;
    if (!setVoxelRay(box, rays, load<f64>(across + at), load<f64>(ahead + at), load<f64>(aside + at))) continue;
    const reading = out + (<usize>channel << 2);
    store<f32>(reading, load<f32>(reading) + <f32>(sumAlong(box) * planeLengthMm));
  }
}

/** Four samples. @param isSure whether none of them may lie beyond the box */
@inline
function samples(
  isSure: bool,
  at: v128,
  plane: i32,
  line: i32,
  place: i32,
  lines: v128,
  places: v128,
  lineBytes: v128,
  mask: v128,
  unit: v128,
  beyond: usize,
): v128 {
  const stride = <usize>i32x4.extract_lane(lineBytes, 0);
  const line4 = wholesOf(lines);
  const place4 = wholesOf(places);
  let bytes = i32x4.add(i32x4.mul(line4, lineBytes), i32x4.add(i32x4.shl(place4, 2), at));
  let isThere = i32x4.splat(-1);
  if (!isSure) {
    const planes = i32x4.add(i32x4.splat(plane), i32x4(0, 1, 2, 3));
    isThere = v128.and(
      areWithin(planes, planesFrom, planesTo),
      v128.and(
        areWithin(line4, linesFrom - 1 - line, linesTo - line),
        areWithin(place4, placesFrom - 1 - place, placesTo - place),
      ),
    );
    bytes = v128.bitselect(bytes, i32x4.splat(<i32>beyond), isThere);
  }
  const at0 = <usize>i32x4.extract_lane(bytes, 0);
  const at1 = <usize>i32x4.extract_lane(bytes, 1);
  const at2 = <usize>i32x4.extract_lane(bytes, 2);
  const at3 = <usize>i32x4.extract_lane(bytes, 3);
  const near01 = v128.load64_lane(at1, v128.load64_zero(at0), 1);
  const near23 = v128.load64_lane(at3, v128.load64_zero(at2), 1);
  const far01 = v128.load64_lane(at1 + stride, v128.load64_zero(at0 + stride), 1);
  const far23 = v128.load64_lane(at3 + stride, v128.load64_zero(at2 + stride), 1);
  const aside = fractionsOf(places, mask, unit);
  const left = v128.shuffle<f32>(near01, near23, 0, 2, 4, 6);
  const near = f32x4.add(left, f32x4.mul(aside, f32x4.sub(v128.shuffle<f32>(near01, near23, 1, 3, 5, 7), left)));
  const farLeft = v128.shuffle<f32>(far01, far23, 0, 2, 4, 6);
  const far = f32x4.add(farLeft, f32x4.mul(aside, f32x4.sub(v128.shuffle<f32>(far01, far23, 1, 3, 5, 7), farLeft)));
  const value = f32x4.add(near, f32x4.mul(fractionsOf(lines, mask, unit), f32x4.sub(far, near)));
  return isSure ? value : v128.and(value, isThere);
}

/** The sum of a ray's samples. */
function sumAlong(box: usize): f64 {
  const lineSteps = stepsInFour(lineStep);
  const placeSteps = stepsInFour(placeStep);
  const linesToNext = fourSteps(lineStep);
  const placesToNext = fourSteps(placeStep);
  const nextLines = i32x4.splat(linesToNext);
  const nextPlaces = i32x4.splat(placesToNext);
  const planeOffsets = i32x4.mul(i32x4.splat(planeStride), i32x4(0, 1, 2, 3));
  const lineBytes = i32x4.splat(lineStride);
  const mask = fractionMask(box);
  const unit = fractionUnit(box);
  const beyond = beyondBox(box);
  const toNext = i32x4.splat(planeStride << 2);
  let sum: f64 = 0;
  for (let block = firstPlane & ~(PLANES_AT_ONCE - 1); block < endPlane; block += PLANES_AT_ONCE) {
    const first = max(firstPlane, block);
    const end = min(endPlane, block + PLANES_AT_ONCE);
    const fours = (first - block) >> 2;
    const linePosition = rayLine + <f64>block * lineStep;
    const placePosition = rayPlace + <f64>block * placeStep;
    let lines = positionsFrom(linePosition, lineSteps, linesToNext, fours);
    let places = positionsFrom(placePosition, placeSteps, placesToNext, fours);
    const line = <i32>floor(linePosition);
    const place = <i32>floor(placePosition);
    const start = <i32>rayBase + first * planeStride + line * lineStride + (place << 2);
    let at = i32x4.add(i32x4.splat(start), planeOffsets);
    let sums = f32x4.splat(0);
    let plane = first;
    while (plane < end) {
      if (plane >= firstSure && plane < endSure) {
        const sureEnd = min(end, endSure);
        for (; plane < sureEnd; plane += 4) {
          sums = f32x4.add(
            sums,
            samples(true, at, plane, line, place, lines, places, lineBytes, mask, unit, beyond),
          );
          lines = i32x4.add(lines, nextLines);
          places = i32x4.add(places, nextPlaces);
          at = i32x4.add(at, toNext);
        }
      } else {
        sums = f32x4.add(sums, samples(false, at, plane, line, place, lines, places, lineBytes, mask, unit, beyond));
        lines = i32x4.add(lines, nextLines);
        places = i32x4.add(places, nextPlaces);
        at = i32x4.add(at, toNext);
        plane += 4;
      }
    }
    sum += <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1);
    sum += <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3);
  }
  return sum;
}
