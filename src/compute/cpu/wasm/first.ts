// Of the CPU's fast kernels (AssemblyScript, WebAssembly SIMD) those that the page begins with: what scans shapes, filters
// views and back-projects parallel ones. All others are in the module of further.ts, and work in the same memory.
//
// Each has a plain TypeScript twin in src/kernels/ or src/operators/cpu/. The host lays arrays out in the memory and passes
// addresses; nothing is allocated here.

export { addEllipseChords } from './add-ellipse-chords';
export { addFanEllipseChords } from './add-fan-ellipse-chords';
export { backProjectGroups, foldGroups } from './back-project-groups';
export { backProjectPlain } from './back-project-plain';
export { filterEight } from './filter-eight';
export { interleaveFour } from './interleave-four';
export { lineIntegrals } from './line-integrals';
