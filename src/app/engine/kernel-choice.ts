import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from '../../operators/gpu/back-projection-kernels.ts';
import type { GpuOperators } from '../../operators/gpu/gpu-operators.ts';
import { measureBackProjection } from '../../operators/gpu/measure-back-projection.ts';
import { keep, readKept } from './kept-choice.ts';

/** A kernel set by hand, or the one that was fastest when this GPU was first seen. */
export type ChosenKernel = 'automatic' | BackProjectionKernel;

/** Where the self-test's result is kept: another GPU, or another browser, is another adapter. */
const measuredKey = (name: string) => `ct-sandbox fastest back-projection kernel of ${name}`;
/** Where a choice by hand is kept. */
const chosenKey = (name: string) => `ct-sandbox back-projection kernel chosen for ${name}`;

/** Which kernel back-projects on a GPU: found out once, or set by hand; both are kept for the next visit. */
export class KernelChoice {
  readonly operators: GpuOperators;
  /** The fastest. */
  readonly automatic: BackProjectionKernel;
  #chosen: ChosenKernel;

  /** Takes what is kept, or finds out by a self-test. */
  static async of(operators: GpuOperators): Promise<KernelChoice> {
    const { name } = operators.description;
    const automatic = await fastest(operators, measuredKey(name));
    const choice = new KernelChoice(operators, automatic, kernelNamed(readKept(chosenKey(name))) ?? 'automatic');
    choice.apply();
    return choice;
  }

  private constructor(operators: GpuOperators, automatic: BackProjectionKernel, chosen: ChosenKernel) {
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

  /** Sets the kernel, also after something else has set another. */
  apply(): void {
    this.operators.backProjection = this.#chosen === 'automatic' ? this.automatic : this.#chosen;
  }
}

async function fastest(operators: GpuOperators, key: string): Promise<BackProjectionKernel> {
  // Times of a software GPU say nothing, and finding them out would take seconds.
  if (operators.description.isSoftware) return operators.backProjection;
  const kept = kernelNamed(readKept(key));
  if (kept) return kept;
  await measureBackProjection(operators);
  keep(key, operators.backProjection);
  return operators.backProjection;
}

function kernelNamed(name: string | null): BackProjectionKernel | undefined {
  return BACK_PROJECTION_KERNELS.find((kernel) => kernel === name);
}
