import { InputError } from '../errors.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuOperators } from '../operators/cpu/cpu-operators.ts';
import { GpuOperators } from '../operators/gpu/gpu-operators.ts';
import type { BackendChoice } from './arguments.ts';
import { requestNodeGpu } from './node-gpu.ts';

/**
 * The operators of the backend that was asked for.
 *
 * @param say told where `auto` comes to the CPU, and why
 * @throws InputError (rejects) where there is no GPU and nothing else will do
 */
export async function chooseOperators(
  choice: BackendChoice,
  cpu: () => CpuOperators,
  say: (sentence: string) => void,
): Promise<Operators> {
  if (choice === 'cpu') return cpu() as Operators;
  const gpu = await requestNodeGpu();
  if (typeof gpu !== 'string') return (await GpuOperators.create(gpu)) as unknown as Operators;
  if (choice === 'gpu') throw new InputError(`--backend gpu: ${gpu}`);
  say(`Running on the CPU: ${gpu}.`);
  return cpu() as Operators;
}
