import type { ArrayRoleHint } from '../format.ts';
import { matlabRole } from '../matlab-arrays.ts';
import type { FoundArray } from './tree.ts';

/** Data Exchange: https://dxfile.readthedocs.io */
const EXCHANGE: Readonly<Record<string, ArrayRoleHint>> = {
  data: 'projections',
  data_white: 'white',
  data_dark: 'dark',
  theta: 'angles',
};
/** NXtomo, the application definition of NeXus: https://manual.nexusformat.org/classes/applications/NXtomo.html */
const TOMO: Readonly<Record<string, ArrayRoleHint>> = {
  data: 'projections',
  image_key: 'image-key',
  rotation_angle: 'angles',
};

/** Says of each array which role it has, by its own names and those of the others. */
export function rolesBy(arrays: readonly FoundArray[], isMatlab: boolean): (found: FoundArray) => ArrayRoleHint | null {
  if (isMatlab) return ({ paths }) => matlabRole(paths[0]!);
  const all = new Set(arrays.flatMap(({ paths }) => paths));
  const inTomo = (group: string) => all.has(`${group}/image_key`) && all.has(`${group}/data`);
  const entries = [...all].map((path) => splitPath(path).group).filter(inTomo);
  const roleOf = (path: string): ArrayRoleHint | null => {
    const { group, name } = splitPath(path);
    if (group === '/exchange') return EXCHANGE[name] ?? null;
    if (inTomo(group)) return TOMO[name] ?? null;
    // The angles of a sample stand beside the detector's group, both in one entry.
    const isAngle = name === 'rotation_angle' && entries.some((entry) => sharesEntry(entry, group));
    return isAngle ? 'angles' : null;
  };
  return ({ paths }) => paths.map(roleOf).find((role) => role !== null) ?? null;
}

function splitPath(path: string): { readonly group: string; readonly name: string } {
  const at = path.lastIndexOf('/');
  return { group: path.slice(0, at), name: path.slice(at + 1) };
}

function sharesEntry(one: string, other: string): boolean {
  return one.split('/')[1] === other.split('/')[1];
}

/** The unit of angles as an attribute `units` spells it. */
export function angleUnitOf(units: string | null): 'degrees' | 'radians' | null {
  if (units === null) return null;
  if (/^\s*(deg|degrees?|°)\s*$/i.test(units)) return 'degrees';
  return /^\s*(rad|radians?)\s*$/i.test(units) ? 'radians' : null;
}
