import type { Mutant } from './mutant.ts';

const SAMPLES = 'src/compute/cpu/wasm/joseph-samples.ts';
const TWINS = { tests: ['tests/kernels/twins.test.ts'], only: 'scan-image' };
const SHAPES = { tests: ['tests/operators/cpu-fast.test.ts', 'tests/operators/fan-fast.test.ts'] };

/** Where the SIMD kernels have their rays, and which shapes they take for whole ellipses. */
export const RAYS_IN_WASM: readonly Mutant[] = [
  {
    name: 'a ray crosses the first column where it would without the axis’s',
    file: SAMPLES,
    text: 'middleRow - (u + middleColumn * cosine) / sine',
    replacement: 'middleRow - u / sine',
    ...TWINS,
  },
  {
    name: 'rays are sampled left of where they are',
    file: SAMPLES,
    text: 'return f32x4.mul(f32x4.convert_i32x4_s(fractions), f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS)));',
    replacement: 'return f32x4.splat(0);',
    ...TWINS,
  },
  {
    name: 'rays are counted from the axis where the grid stands elsewhere',
    file: 'src/kernels/view-rays.ts',
    text: ' - (centreXMm * cosine + centreYMm * sine)',
    replacement: ' - 0 * (centreXMm * cosine + centreYMm * sine)',
    ...TWINS,
  },
  {
    name: 'an ellipse that is cut casts the shadow of a whole one',
    file: 'src/kernels/scan-shapes/simd.ts',
    text: "shape.type === 'ellipse' && !shape.clip",
    replacement: "shape.type === 'ellipse'",
    ...SHAPES,
  },
  {
    name: 'shapes that replace each other are added up',
    file: 'src/kernels/scan-shapes/simd.ts',
    text: "phantom.composition === 'replace' ? [] : ",
    replacement: '',
    ...SHAPES,
  },
];
