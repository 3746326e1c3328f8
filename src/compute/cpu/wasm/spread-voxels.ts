// The transpose of scan-voxels.ts: readings are added to the voxels that their rays were summed over (AssemblyScript).
//
// The samples are the same (voxel-ray.ts): each adds to four neighbours what it would have taken of them, in two loads and two
// stores of pairs. Of four planes the voxels are never the same. What falls beyond the box is 0, and falls where nobody looks.

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
 * Adds the readings of a row of channels to the voxels of a box.
 *
 * @param box, rays see voxel-ray.ts
 * @param across, ahead, aside f64[channels]
 * @param readings f32[channels]
 */
export function spreadVoxels(
  box: usize,
  rays: usize,
  across: usize,
  ahead: usize,
  aside: usize,
  channels: i32,
  readings: usize,
): void {
  for (let channel: i32 = 0; channel < channels; channel++) {
    const reading = load<f32>(readings + (<usize>channel << 2));
    if (reading == 0) continue;
    const at = <usize>channel << 3;
    if (!setVoxelRay(box, rays, load<f64>(across + at), load<f64>(ahead + at), load<f64>(aside + at))) continue;
    spreadAlong(<f32>(<f64>reading * planeLengthMm), box);
  }
}

/** Adds to four samples. @param isSure whether none of them may lie beyond the box */
@inline
function addToSamples(
  isSure: bool,
  values: v128,
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
): void {
  const stride = <usize>i32x4.extract_lane(lineBytes, 0);
  const line4 = wholesOf(lines);
  const place4 = wholesOf(places);
  let bytes = i32x4.add(i32x4.mul(line4, lineBytes), i32x4.add(i32x4.shl(place4, 2), at));
  let value = values;
  if (!isSure) {
    const planes = i32x4.add(i32x4.splat(plane), i32x4(0, 1, 2, 3));
    const isThere = v128.and(
      areWithin(planes, planesFrom, planesTo),
      v128.and(
        areWithin(line4, linesFrom - 1 - line, linesTo - line),
        areWithin(place4, placesFrom - 1 - place, placesTo - place),
      ),
    );
    bytes = v128.bitselect(bytes, i32x4.splat(<i32>beyond), isThere);
    value = v128.and(values, isThere);
  }
  const aside = fractionsOf(places, mask, unit);
  const far = f32x4.mul(fractionsOf(lines, mask, unit), value);
  const near = f32x4.sub(value, far);
  const farRight = f32x4.mul(far, aside);
  const farLeft = f32x4.sub(far, farRight);
  const nearRight = f32x4.mul(near, aside);
  const nearLeft = f32x4.sub(near, nearRight);
  const at0 = <usize>i32x4.extract_lane(bytes, 0);
  const at1 = <usize>i32x4.extract_lane(bytes, 1);
  const at2 = <usize>i32x4.extract_lane(bytes, 2);
  const at3 = <usize>i32x4.extract_lane(bytes, 3);
  let near01 = v128.load64_lane(at1, v128.load64_zero(at0), 1);
  let near23 = v128.load64_lane(at3, v128.load64_zero(at2), 1);
  let far01 = v128.load64_lane(at1 + stride, v128.load64_zero(at0 + stride), 1);
  let far23 = v128.load64_lane(at3 + stride, v128.load64_zero(at2 + stride), 1);
  near01 = f32x4.add(near01, v128.shuffle<f32>(nearLeft, nearRight, 0, 4, 1, 5));
  near23 = f32x4.add(near23, v128.shuffle<f32>(nearLeft, nearRight, 2, 6, 3, 7));
  far01 = f32x4.add(far01, v128.shuffle<f32>(farLeft, farRight, 0, 4, 1, 5));
  far23 = f32x4.add(far23, v128.shuffle<f32>(farLeft, farRight, 2, 6, 3, 7));
  v128.store64_lane(at0, near01, 0);
  v128.store64_lane(at1, near01, 1);
  v128.store64_lane(at2, near23, 0);
  v128.store64_lane(at3, near23, 1);
  v128.store64_lane(at0 + stride, far01, 0);
  v128.store64_lane(at1 + stride, far01, 1);
  v128.store64_lane(at2 + stride, far23, 0);
  v128.store64_lane(at3 + stride, far23, 1);
}

/** Adds to the samples of a ray. */
function spreadAlong(reading: f32, box: usize): void {
  const values = f32x4.splat(reading);
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
    let plane = first;
    while (plane < end) {
      if (plane >= firstSure && plane < endSure) {
        const sureEnd = min(end, endSure);
        for (; plane < sureEnd; plane += 4) {
          addToSamples(true, values, at, plane, line, place, lines, places, lineBytes, mask, unit, beyond);
          lines = i32x4.add(lines, nextLines);
          places = i32x4.add(places, nextPlaces);
          at = i32x4.add(at, toNext);
        }
      } else {
        addToSamples(false, values, at, plane, line, place, lines, places, lineBytes, mask, unit, beyond);
        lines = i32x4.add(lines, nextLines);
        places = i32x4.add(places, nextPlaces);
        at = i32x4.add(at, toNext);
        plane += 4;
      }
    }
  }
}
