import { Registry } from '../registry.ts';
import { asdPocs } from './asd-pocs/spec.ts';
import { cgls } from './cgls/spec.ts';
import { fbp } from './fbp/spec.ts';
import { gradient } from './gradient/spec.ts';
import { gridrec } from './gridrec/spec.ts';
import { halfTurns } from './half-turns/spec.ts';
import type { Method } from './method.ts';
import { mlem, osem } from './mlem/spec.ts';
import { pwls } from './pwls/spec.ts';
import { osSart, sart } from './sart/spec.ts';
import { shiftAndAdd } from './shift-and-add/spec.ts';
import { sirt } from './sirt/spec.ts';
import { tikhonov } from './tikhonov/spec.ts';
import { tvFista } from './tv-fista/spec.ts';
import { tvPdhg } from './tv-pdhg/spec.ts';

/** In the order in which they are offered; the first is that of experiments that name none. */
const ALL = [
  fbp,
  gridrec,
  halfTurns,
  shiftAndAdd,
  sirt,
  sart,
  osSart,
  gradient,
  cgls,
  tikhonov,
  mlem,
  osem,
  pwls,
  tvPdhg,
  tvFista,
  asdPocs,
] as const satisfies readonly Method[];

export type MethodName = (typeof ALL)[number]['name'];
export type IterativeMethodName = Extract<(typeof ALL)[number], { readonly iterates: true }>['name'];

/** Those of the program's own that iterate. */
export const ITERATIVE_METHODS = ALL.filter((method) => 'iterates' in method);

export const DEFAULT_METHOD = fbp.name;

export const METHODS = new Registry<Method>('methods', ALL);

/** What plays in the place of a method whose image grows neither view by view nor by iterations. @param isVolume whether more than a slice grows */
export function playedMethod(method: MethodName, isVolume: boolean): Method {
  const asked = METHODS.get(method);
  if (asked.iterates) return asked;
  const grows = asked.growsByViews && !(isVolume && asked.growsSliceBySlice);
  return grows ? asked : METHODS.get(DEFAULT_METHOD);
}
