import type { AxisDescription } from './axis-description.ts';
import type { SurfacePicture } from './image-surface.ts';
import type { LayoutRectangle } from './layout-parts.ts';
import type { CanvasPoint } from './picture-projection.ts';
import type { ToolLook } from './tool-look.ts';
import type { ValueScale } from './value-scale.ts';

/** What a picture's axes and values mean. */
export interface PictureMeaning {
  /** What the columns stand for. Of what is seen to scale its unit is that of the viewport, mm. */
  readonly horizontal: AxisDescription;
  /** What the rows stand for, the first row at the top. */
  readonly vertical: AxisDescription;
  readonly values: ValueScale;
  /** Whether the low end of the window is white, as on film, and black only where it is inverted. */
  readonly lowIsWhite?: boolean | undefined;
  /** Of a pixel, where the axes do not say it in mm: channels of an arc are counted in degrees. */
  readonly pixelMm?: { readonly width: number; readonly height: number } | undefined;
  /** The picture in words, for those who cannot see it. */
  readonly description: string;
}

/** A picture and what its axes and values mean. */
export interface PaneContent<Source> extends PictureMeaning {
  /** The pane redraws when it is given new content; a surface may compare pictures by identity. */
  readonly picture: SurfacePicture<Source>;
}

/** A pixel under the pointer or the crosshair, and what its centre stands for on the axes. */
export interface PaneHover {
  readonly row: number;
  readonly column: number;
  readonly horizontalValue: number;
  readonly verticalValue: number;
}

/** For drawings over the picture, in CSS pixels of the context they are given. */
export interface OverlayProjection {
  /** Where the picture is; the drawing is clipped to it. */
  readonly frame: LayoutRectangle;
  /** Whether lengths and angles mean something. */
  readonly hasLengths: boolean;
  /** From pixel coordinates: (0, 0) the outer top left corner, (0.5, 0.5) the centre of the first pixel. */
  pixelToCanvas(column: number, row: number): CanvasPoint;
  /** From the axes' values: millimetres in a slice, channel and degrees in a sinogram. */
  valueToCanvas(horizontalValue: number, verticalValue: number): CanvasPoint;
}

export type OverlayPainter = (context: CanvasRenderingContext2D, projection: OverlayProjection, look: ToolLook) => void;
