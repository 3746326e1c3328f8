import type { Mutant } from './mutant.ts';

const INTERVALS = {
  file: 'src/phantom/solids/solid-intervals.ts',
  tests: ['tests/phantom/solids/solid-intervals.test.ts'],
};
const FAST = { tests: ['tests/operators/fast-scan-solids.test.ts'] };
const SHADER = { tests: ['tests/kernels/twins.gpu.test.ts'], only: 'scan-solids' };

const DOUBLE = {
  file: 'shaders/common/solid-interval-double.wgsl',
  tests: ['tests/operators/double-solids.gpu.test.ts'],
};

/** Phantoms in space and how they are scanned. */
export const SOLIDS: readonly Mutant[] = [
  {
    name: 'a centre has the digits of f32 alone',
    ...DOUBLE,
    text: 'let centre = doubleVector(solid.centreHighMm, solid.centreLowMm);',
    replacement: 'let centre = doubleVector(solid.centreHighMm, vec3f(0.0));',
  },
  {
    name: 'a solid is cut off by the margin that f32 asks for',
    ...DOUBLE,
    text: 'solid.reachMm + SINGLE_MARGIN * length(fromCentre)',
    replacement: '0.9 * solid.reachMm - SINGLE_MARGIN * length(fromCentre)',
  },
  {
    name: 'a cone has a second one above its tip',
    ...INTERVALS,
    text: 'if (sign < 0 && o3 + ((least + most) / 2) * d3 <= 0) return;',
    replacement: '',
  },
  {
    name: 'a ray along an axis misses its cylinder',
    ...INTERVALS,
    text: 'if (c < -GRAZING) {',
    replacement: 'if (c < -2) {',
  },
  {
    name: 'both sides own a face across y',
    ...INTERVALS,
    text: 'return Math.abs(normalY) > PARALLEL ? normalY > 0 : normalZ > 0;',
    replacement: 'return Math.abs(normalY) > PARALLEL || normalZ > 0;',
  },
  {
    name: 'the third Euler angle comes first',
    file: 'src/phantom/solids/euler-angles.ts',
    text: '([phiDeg, thetaDeg, psiDeg]: EulerAngles)',
    replacement: '([psiDeg, thetaDeg, phiDeg]: EulerAngles)',
    tests: INTERVALS.tests,
  },
  {
    name: 'half-spaces of a file stay where they are when the solid turns',
    file: 'src/phantom/solids/solids-in-mm.ts',
    text: 'const [x, y, z] = turned(rotation, normal);',
    replacement: 'const [x, y, z] = normal;',
    tests: INTERVALS.tests,
  },
  {
    name: 'voxels take the slice above for their own',
    file: 'src/phantom/solids/raster-solids.ts',
    text: 'sliceCentreMm(grid, slice);',
    replacement: 'sliceCentreMm(grid, slice + 1);',
    tests: ['tests/phantom/solids/raster-solids.test.ts'],
  },
  {
    name: 'a row of an arc is seen as a plane',
    file: 'src/kernels/scan-solids/seen-channels.ts',
    text: 'if (Math.abs(b - rise * distance) > reach',
    replacement: 'if (Math.abs(b - rise * d) > reach',
    ...FAST,
  },
  {
    name: 'a solid is seen by the channels of its middle alone',
    file: 'src/kernels/scan-solids/seen-channels.ts',
    text: 'const half = Math.asin(radius / distance);',
    replacement: 'const half = Math.asin((0.9 * radius) / distance);',
    ...FAST,
  },
  {
    name: 'the fast twin’s cone is open to both sides',
    file: 'src/compute/cpu/wasm/scan-solids.ts',
    text: 'const isOut = v128.or(isMiss, isBelow);',
    replacement: 'const isOut = isMiss;',
    ...FAST,
  },
  {
    name: 'solids that cover others add up on the GPU',
    file: 'shaders/scan-solids.wgsl',
    text: 'value = stretch.z;',
    replacement: 'value += stretch.z;',
    ...SHADER,
  },
  {
    name: 'a part of the readings begins with row 0 on the GPU',
    file: 'shaders/common/rays-to-readings.wgsl',
    text: 'let row = parameters.firstRow + index / parameters.channels;',
    replacement: 'let row = index / parameters.channels;',
    ...SHADER,
  },
  {
    name: 'rays of an arc run as on a flat panel on the GPU',
    file: 'src/kernels/pack-space-rays.ts',
    text: '[Math.sin(s), -2 * Math.sin(s / 2) ** 2]',
    replacement: '[s, 0]',
    ...SHADER,
  },
  {
    name: 'a ray forgets the stretches that it has no room for',
    file: 'shaders/scan-solids.wgsl',
    text: 'let areKept = hits <= KEPT;',
    replacement: 'let areKept = true; hits = min(hits, KEPT);',
    tests: ['tests/operators/scan-solids.gpu.test.ts'],
    only: 'more solids than',
  },
];
