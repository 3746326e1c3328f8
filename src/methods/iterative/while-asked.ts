import type { DeviceArray } from '../../compute/device.ts';
import type { Operators } from '../../operators/contract.ts';
import { KernelOperators } from '../../operators/kernel-operators.ts';

/** What gives back, which is done in any case. */
const GIVES_BACK: readonly (string | symbol)[] = ['release', 'dispose'] satisfies (keyof Operators)[];

/** The same operators, which begin with nothing more once the signal is given, and fail with its reason instead. */
export function whileAsked<A extends DeviceArray>(
  operators: Operators<A>,
  signal: () => AbortSignal | undefined,
): Operators<A> {
  const asked = new Proxy(operators, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      // What all devices have alike is made of several pieces, each of which is asked for here.
      const isInPieces = Reflect.get(KernelOperators.prototype, name) === member;
      return (...given: unknown[]) => {
        if (!GIVES_BACK.includes(name)) signal()?.throwIfAborted();
        return member.apply(isInPieces ? asked : target, given);
      };
    },
  });
  return asked;
}
