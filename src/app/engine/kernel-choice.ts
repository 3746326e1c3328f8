import { fetchedPart } from '../../fetched-part.ts';
import {
  BACK_PROJECTION_KERNELS,
  type BackProjectionKernel,
  VOLUME_BACK_PROJECTIONS,
  type VolumeBackProjection,
} from '../../operators/gpu/back-projection-kernels.ts';
import type { GpuOperators } from '../../operators/gpu/gpu-operators.ts';
import { keep, readKept } from './kept-choice.ts';

/** A kernel set by hand, or the one that was fastest when this GPU was first seen. */
export type ChosenKernel = 'automatic' | BackProjectionKernel;

/** The fastest kernels of a GPU, for slices and for volumes. */
export interface FastestKernels {
  readonly slices: BackProjectionKernel;
  readonly volumes: VolumeBackProjection;
}

/** Where the self-test's results are kept: another GPU, or another browser, is another adapter. */
const measuredKey = (name: string) => `ct-sandbox fastest back-projection kernel of ${name}`;
const measuredOfVolumesKey = (name: string) => `ct-sandbox fastest back-projection kernel for volumes of ${name}`;
/** Where a choice by hand is kept. */
const chosenKey = (name: string) => `ct-sandbox back-projection kernel chosen for ${name}`;

/** 64³ voxels from 88 views: enough for a GPU to be timed by, and soon over. */
const MEASURED_VOXELS_ACROSS = 64;

/** Which kernels back-project on a GPU: found out once, or set by hand; both are kept for the next visit. */
export class KernelChoice {
  readonly operators: GpuOperators;
  readonly automatic: FastestKernels;
  #chosen: ChosenKernel;

  /** Takes what is kept, or finds out by a self-test. */
  static async of(operators: GpuOperators): Promise<KernelChoice> {
    const { name } = operators.description;
    const automatic = {
      slices: await fastestForSlices(operators, measuredKey(name)),
      volumes: await fastestForVolumes(operators, measuredOfVolumesKey(name)),
    };
    const chosen = named(BACK_PROJECTION_KERNELS, readKept(chosenKey(name)));
    const choice = new KernelChoice(operators, automatic, chosen ?? 'automatic');
    choice.apply();
    return choice;
  }

  private constructor(operators: GpuOperators, automatic: FastestKernels, chosen: ChosenKernel) {
    this.operators = operators;
    this.automatic = automatic;
    this.#chosen = chosen;
  }

  get chosen(): ChosenKernel {
    return this.#chosen;
  }

  /** From here on, and on the next visit. */
  choose(chosen: ChosenKernel): void {
    this.#chosen = chosen;
    keep(chosenKey(this.operators.description.name), chosen);
    this.apply();
  }

  /** Sets the kernels, also after something else has set others. */
  apply(): void {
    const { slices, volumes } = this.#chosen === 'automatic' ? this.automatic : kernelsBy(this.#chosen);
    this.operators.backProjection = slices;
    this.operators.volumeBackProjection = volumes;
  }
}

/** What volumes are back-projected by where slices are by a kernel that was chosen: as exactly. */
function kernelsBy(slices: BackProjectionKernel): FastestKernels {
  return { slices, volumes: slices === 'texture' ? 'texture' : 'gather' };
}

async function fastestForSlices(operators: GpuOperators, key: string): Promise<BackProjectionKernel> {
  // Times of a software GPU say nothing, and finding them out would take seconds.
  if (operators.description.isSoftware) return operators.backProjection;
  const kept = named(BACK_PROJECTION_KERNELS, readKept(key));
  if (kept) return kept;
  const { measureBackProjection } = await fetchedPart(
    () => import('../../operators/gpu/measure-back-projection.ts'),
    'The part that measures this GPU',
  );
  await measureBackProjection(operators);
  keep(key, operators.backProjection);
  return operators.backProjection;
}

async function fastestForVolumes(operators: GpuOperators, key: string): Promise<VolumeBackProjection> {
  if (operators.description.isSoftware) return operators.volumeBackProjection;
  const kept = named(VOLUME_BACK_PROJECTIONS, readKept(key));
  if (kept) return kept;
  try {
    const [{ measureVolumeBackProjection }, { benchmarkCone }] = await Promise.all([
      import('../../operators/gpu/measure-volume-back-projection.ts'),
      import('../../experiment/benchmark/problem-cone.ts'),
    ]);
    const { scan, grid } = benchmarkCone(MEASURED_VOXELS_ACROSS);
    const fastest = await measureVolumeBackProjection(operators, scan, grid);
    keep(key, fastest);
    return fastest;
  } catch {
    // Where the part that measures cannot be fetched, or has no room, what is exact will do.
    return 'gather';
  }
}

function named<Name extends string>(names: readonly Name[], kept: string | null): Name | undefined {
  return names.find((name) => name === kept);
}
