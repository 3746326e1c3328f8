import type { Hdf5File } from './hdf5-file.ts';

/** What MATLAB keeps for itself at the top of its files of version 7.3: what cells refer to, and its objects. */
export const MATLAB_GROUPS: readonly string[] = ['#refs#', '#subsystem#'];

export const MATLAB_ATTRIBUTES = { class: 'MATLAB_class', empty: 'MATLAB_empty', sparse: 'MATLAB_sparse' };

const NUMBERS = /^(double|single|logical|u?int(8|16|32|64))$/;

/** Whether an array of such a file is one of numbers: texts are stored as such too, and nothing as its lengths. */
export function isMatlabNumbers(file: Hdf5File, path: string): boolean {
  const kind = file.textOf(path, MATLAB_ATTRIBUTES.class);
  return kind !== null && NUMBERS.test(kind) && !file.hasAttribute(path, MATLAB_ATTRIBUTES.empty);
}
