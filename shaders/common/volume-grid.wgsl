// Where the voxels of a volume [slices, rows, columns] are. Column c, row r and slice s of the grid stand at
// x = centreX + (c − (columns − 1)/2)·pixelSize, y = centreY + ((rows − 1)/2 − r)·pixelSize and
// z = centreZ + (s − (slices − 1)/2)·sliceSpacing.

struct VolumeGrid {
  columns: u32,
  rows: u32,
  slices: u32,
  pixelSizeMm: f32,
  sliceSpacingMm: f32,
  centreXMm: f32,
  centreYMm: f32,
  centreZMm: f32,
}
