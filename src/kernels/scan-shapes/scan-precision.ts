/**
 * How exact line integrals are. `single`: to some roundings of float32, the default. `double`: made of twice its digits
 * and rounded once, so that all backends have the same bits in all but a few of 10⁵ rays.
 */
export type ScanPrecision = 'single' | 'double';
