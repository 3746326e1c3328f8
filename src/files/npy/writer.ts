export { writeNpy as writeArray } from './npy.ts';
