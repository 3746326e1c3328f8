import { CPU_KERNELS } from './cpu-kernels.ts';
import { GEOMETRIES } from './geometries.ts';
import { LAYOUTS_AND_BANDS } from './layouts-and-bands.ts';
import type { Mutant } from './mutant.ts';
import { PIPELINE_KEYS } from './pipeline-keys.ts';
import { PROJECTOR_AND_ALGEBRA } from './projector-and-algebra.ts';
import { RAYS_IN_WASM } from './rays-in-wasm.ts';
import { SHADERS } from './shaders.ts';
import { STAGE_READS } from './stage-reads.ts';

export const MUTANTS: readonly Mutant[] = [
  ...PIPELINE_KEYS,
  ...STAGE_READS,
  ...CPU_KERNELS,
  ...RAYS_IN_WASM,
  ...SHADERS,
  ...LAYOUTS_AND_BANDS,
  ...PROJECTOR_AND_ALGEBRA,
  ...GEOMETRIES,
];
