import { NO_UPPER_BOUND } from '../../methods/iterative/iterative-settings.ts';
import { lines, python } from './python-text.ts';
import type { ScriptGiven } from './script.ts';

/** The settings of SIRT or CGLS. @param onGpu what of the name depends on CUDA, between the two names */
export function algorithm({ reconstruction, waterValue }: ScriptGiven, onGpu: string): string {
  const name = reconstruction.method === 'sirt' ? 'SIRT' : 'CGLS';
  const { isNonNegative, upperBound, relaxation } = {
    ...{ isNonNegative: false, upperBound: NO_UPPER_BOUND, relaxation: 1 },
    ...reconstruction,
  };
  const options = [
    ...(isNonNegative ? ['"MinConstraint": 0'] : []),
    ...(upperBound < NO_UPPER_BOUND ? [`"MaxConstraint": ${python(upperBound * waterValue)}`] : []),
    ...(name === 'SIRT' && relaxation !== 1 ? [`"Relaxation": ${python(relaxation)}`] : []),
  ];
  const whole = onGpu.includes(' ') ? `"${name}${onGpu}${name}"` : `"${name}${onGpu}"`;
  return lines(
    `settings = astra.astra_dict(${whole})`,
    name === 'SIRT' && options.length > 0 ? `settings["option"] = {${options.join(', ')}}` : null,
  );
}
