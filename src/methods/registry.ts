import { Registry } from '../registry.ts';
import { fbp } from './fbp/spec.ts';
import { gridrec } from './gridrec/spec.ts';
import type { Method } from './method.ts';

/** In the order in which they are offered; the first is that of experiments that name none. */
const ALL = [fbp, gridrec] as const satisfies readonly Method[];

export type MethodName = (typeof ALL)[number]['name'];

export const DEFAULT_METHOD = fbp.name;

export const METHODS = new Registry<Method>('methods', ALL);
