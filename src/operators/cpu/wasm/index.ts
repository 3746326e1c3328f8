// The CPU's fast kernels (AssemblyScript, WebAssembly SIMD). Each has a plain TypeScript twin in src/operators/cpu/.
// The host lays arrays out in the memory and passes addresses; nothing is allocated here.

export { addEllipseChords } from './add-ellipse-chords';
export { addFanEllipseChords } from './add-fan-ellipse-chords';
export { backProjectFour, interleaveFour } from './back-project-four';
export { backProjectPlain, padView } from './back-project-plain';
export { filterEight } from './filter-eight';
export { gridEight } from './grid-eight';
export { transformGrid } from './transform-grid';
