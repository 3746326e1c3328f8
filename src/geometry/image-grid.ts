export { columnCentreMm, type ImageGrid, type PlacedGrid, pixelCount, rowCentreMm, squareGrid } from './grid.ts';
