// The CPU's fast kernels (AssemblyScript, WebAssembly SIMD) that come with the first task that needs any of them. Those
// that the page begins with are in the module of first.ts, which says what holds for both.

export { addDeviations } from './add-deviations';
export { backProjectAnyPanel, pairRows } from './back-project-any-panel';
export { backProjectFanGroups, backProjectFanPlain, foldFan } from './back-project-fan';
export { backProjectVolumeGroups } from './back-project-volume-groups';
export { backProjectVolumeViews, transposeRows, unpackVolumeViews } from './back-project-volume-views';
export { addScaledValues, clipValues, divideValues, multiplyValues, scaleValues, subtractValues } from './change-values';
export { chainedAdditions } from './chained-additions';
export { detect } from './detect';
export { gridEight } from './grid-eight';
export { huberPrior } from './huber-prior';
export { scanRays } from './scan-rays';
export { scanSolids } from './scan-solids';
export { scanStrips } from './scan-strips';
export { scanEights, scanFours } from './scan-turned';
export { scanVoxels } from './scan-voxels';
export { scatterOfRows } from './scatter-of-rows';
export { spreadRays } from './spread-rays';
export { spreadStrips } from './spread-strips';
export { spreadEights, spreadFours } from './spread-turned';
export { spreadVoxels } from './spread-voxels';
export { transformGrid } from './transform-grid';
export { transmit } from './transmit';
export { fillTile, foldTile } from './turned-tiles';
export { addMirroredGroups, interleaveRows, unpackVolumeGroups } from './volume-groups-layout';
