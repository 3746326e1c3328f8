import { RAMP_WINDOWS, type RampWindow } from '../reconstruction/ramp-windows.ts';

/** The filters an experiment may name; `none` is plain back-projection. */
export const FILTERS: readonly (RampWindow | 'none')[] = [...RAMP_WINDOWS, 'none'];
export type FilterName = (typeof FILTERS)[number];
