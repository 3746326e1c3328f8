import { COURSE_FAULTS } from './course.ts';
import { CPU_KERNELS } from './cpu-kernels.ts';
import { GEOMETRIES } from './geometries.ts';
import { LAYOUTS_AND_BANDS } from './layouts-and-bands.ts';
import { MEASURING } from './measuring.ts';
import type { Mutant } from './mutant.ts';
import { OFFLINE } from './offline.ts';
import { PIPELINE_KEYS } from './pipeline-keys.ts';
import { PREPARING } from './preparing.ts';
import { PRIORS } from './priors.ts';
import { PROJECTOR_AND_ALGEBRA } from './projector-and-algebra.ts';
import { PROTOCOL_FAULTS } from './protocols.ts';
import { RADIOGRAPHS } from './radiographs.ts';
import { RAYS_IN_GROUPS } from './rays-in-groups.ts';
import { RAYS_IN_WASM } from './rays-in-wasm.ts';
import { SCENE } from './scene.ts';
import { SHADERS } from './shaders.ts';
import { SOLIDS } from './solids.ts';
import { SPECTRA } from './spectra.ts';
import { STAGE_READS } from './stage-reads.ts';
import { TOMOSYNTHESIS } from './tomosynthesis.ts';
import { VOLUME_FILES } from './volume-files.ts';
import { VOLUMES } from './volumes.ts';
import { VOXEL_KERNELS } from './voxel-kernels.ts';

export const MUTANTS: readonly Mutant[] = [
  ...PIPELINE_KEYS,
  ...STAGE_READS,
  ...CPU_KERNELS,
  ...RAYS_IN_GROUPS,
  ...RAYS_IN_WASM,
  ...SHADERS,
  ...LAYOUTS_AND_BANDS,
  ...PREPARING,
  ...PRIORS,
  ...PROJECTOR_AND_ALGEBRA,
  ...GEOMETRIES,
  ...VOLUMES,
  ...VOLUME_FILES,
  ...VOXEL_KERNELS,
  ...SOLIDS,
  ...TOMOSYNTHESIS,
  ...SCENE,
  ...RADIOGRAPHS,
  ...MEASURING,
  ...PROTOCOL_FAULTS,
  ...SPECTRA,
  ...OFFLINE,
  ...COURSE_FAULTS,
];
