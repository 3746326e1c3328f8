import type { ArrayRoleHint } from './format.ts';

/** A shape as MATLAB has it, which knows no list but one row or one column, and no single value but one of each. */
export function withoutMatlabOnes(shape: readonly number[]): number[] {
  const longer = shape.filter((length) => length !== 1);
  return shape.length === 2 && longer.length < 2 ? longer : [...shape];
}

/** What the open data of the Finnish Inverse Problems Society and of the Helsinki Tomography Challenge call theirs. */
const ROLES: Readonly<Record<string, ArrayRoleHint>> = { sinogram: 'sinogram', angles: 'angles' };

/** What an array of a MATLAB file is, by the last of its names; `null` where that says nothing. */
export function matlabRole(path: string): ArrayRoleHint | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return Object.hasOwn(ROLES, name) ? ROLES[name]! : null;
}
