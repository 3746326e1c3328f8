import type { PixelRectangle } from './image-surface.ts';

/**
 * What part of a picture a stretched pane shows: one whose rows and columns fill the pane independently, as a sinogram's
 * do. In fractions of the picture (0 the first edge, 1 the last), so that it outlives a change of views or channels.
 */
export interface StretchViewport {
  /** The point in the middle of the pane. */
  readonly centreAcross: number;
  readonly centreDown: number;
  /** 1 shows all columns, 2 half of them. */
  readonly zoomAcross: number;
  /** 1 shows all rows, 2 half of them. */
  readonly zoomDown: number;
}

/** A point of the picture, in fractions of its width and height. */
export interface StretchPoint {
  readonly across: number;
  readonly down: number;
}

export const SMALLEST_STRETCH_ZOOM = 1;
export const LARGEST_STRETCH_ZOOM = 64;

/** The whole picture. */
export const FITTED_STRETCH_VIEWPORT: StretchViewport = {
  centreAcross: 0.5,
  centreDown: 0.5,
  zoomAcross: 1,
  zoomDown: 1,
};

function limited(zoom: number): number {
  return Math.min(Math.max(zoom, SMALLEST_STRETCH_ZOOM), LARGEST_STRETCH_ZOOM);
}

/** Zooms each direction by its factor, within the limits, leaving `anchor` where it is on the screen. */
export function zoomStretchAt(
  viewport: StretchViewport,
  anchor: StretchPoint,
  factorAcross: number,
  factorDown: number,
): StretchViewport {
  const zoomAcross = limited(viewport.zoomAcross * factorAcross);
  const zoomDown = limited(viewport.zoomDown * factorDown);
  return {
    centreAcross: anchor.across + ((viewport.centreAcross - anchor.across) * viewport.zoomAcross) / zoomAcross,
    centreDown: anchor.down + ((viewport.centreDown - anchor.down) * viewport.zoomDown) / zoomDown,
    zoomAcross,
    zoomDown,
  };
}

/** Moves the middle of the view; the picture moves the other way on the screen. */
export function panStretchBy(viewport: StretchViewport, across: number, down: number): StretchViewport {
  return { ...viewport, centreAcross: viewport.centreAcross + across, centreDown: viewport.centreDown + down };
}

/** The nearest viewport that shows nothing beyond the picture. */
export function clampStretchViewport(viewport: StretchViewport): StretchViewport {
  const zoomAcross = limited(viewport.zoomAcross);
  const zoomDown = limited(viewport.zoomDown);
  const halfAcross = 0.5 / zoomAcross;
  const halfDown = 0.5 / zoomDown;
  return {
    centreAcross: Math.min(Math.max(viewport.centreAcross, halfAcross), 1 - halfAcross),
    centreDown: Math.min(Math.max(viewport.centreDown, halfDown), 1 - halfDown),
    zoomAcross,
    zoomDown,
  };
}

/** The part of a picture of rows × columns that is seen. */
export function visibleStretchPixels(viewport: StretchViewport, rows: number, columns: number): PixelRectangle {
  const width = columns / viewport.zoomAcross;
  const height = rows / viewport.zoomDown;
  return {
    left: viewport.centreAcross * columns - width / 2,
    top: viewport.centreDown * rows - height / 2,
    width,
    height,
  };
}
