// The CPU's fast kernels (AssemblyScript, WebAssembly SIMD). Each has a plain TypeScript twin in src/kernels/ or src/operators/cpu/.
// The host lays arrays out in the memory and passes addresses; nothing is allocated here.

export { addDeviations } from './add-deviations';
export { addEllipseChords } from './add-ellipse-chords';
export { addFanEllipseChords } from './add-fan-ellipse-chords';
export { backProjectAnyPanel, pairRows } from './back-project-any-panel';
export { backProjectFanGroups, backProjectFanPlain, foldFan } from './back-project-fan';
export { backProjectGroups, foldGroups } from './back-project-groups';
export { backProjectPlain } from './back-project-plain';
export { backProjectVolumeGroups } from './back-project-volume-groups';
export { backProjectVolumeViews, transposeRows, unpackVolumeViews } from './back-project-volume-views';
export { addScaledValues, clipValues, divideValues, multiplyValues, scaleValues, subtractValues } from './change-values';
export { chainedAdditions } from './chained-additions';
export { detect } from './detect';
export { filterEight } from './filter-eight';
export { gridEight } from './grid-eight';
export { huberPrior } from './huber-prior';
export { interleaveFour } from './interleave-four';
export { lineIntegrals } from './line-integrals';
export { scanRays } from './scan-rays';
export { scanSolids } from './scan-solids';
export { scanEights, scanFours } from './scan-turned';
export { scanVoxels } from './scan-voxels';
export { scanStrips } from './scan-strips';
export { scatterOfRows } from './scatter-of-rows';
export { spreadRays } from './spread-rays';
export { spreadStrips } from './spread-strips';
export { spreadEights, spreadFours } from './spread-turned';
export { spreadVoxels } from './spread-voxels';
export { transformGrid } from './transform-grid';
export { transmit } from './transmit';
export { fillTile, foldTile } from './turned-tiles';
export { addMirroredGroups, interleaveRows, unpackVolumeGroups } from './volume-groups-layout';
