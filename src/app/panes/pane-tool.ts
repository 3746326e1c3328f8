import type { OverlayProjection } from './pane-content.ts';
import type { WheelTurn } from './pane-gestures.ts';
import type { HeldKeys } from './pane-pointer.ts';
import type { CanvasPoint } from './picture-projection.ts';
import type { ToolLook } from './tool-look.ts';

/** Where a hand is on a pane, and what it holds down. */
export interface ToolPoint extends HeldKeys {
  /** In the values of the picture's axes. */
  readonly horizontal: number;
  readonly vertical: number;
  /** In CSS pixels of the pane's body, which stays put while the picture moves. */
  readonly onBody: CanvasPoint;
}

/** The part of a picture that is seen, in the values of its axes. */
export interface SeenValues {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** How much of the horizontal axis lies under one CSS pixel. */
  readonly perPixel: number;
}

/**
 * What a hand does on a pane: turning the window, panning, zooming, reading values, editing shapes. The left button and
 * a single finger belong to one tool at a time; the others have the other buttons. Every tool is asked for its keys.
 */
export interface PaneTool {
  /** Shown while it drags, in CSS's words; without one, what `hover` answered stays. */
  readonly dragCursor?: string;
  /** Whether Shift and the left button are this tool's too, and not a pan. */
  readonly usesShift?: boolean;
  /** Whether the left button and the single finger stay with the window, and the tool has the rest. */
  readonly leavesLeft?: boolean;
  /** Of a tool that leaves the left button: whether it is the tool's all the same at this point. */
  takes?(point: ToolPoint): boolean;
  /** Where another picture that lies over this one begins, as a part of its width: at 0 it covers all, at 1 nothing. */
  readonly dividerPart?: number;
  /** Whether one finger up or down goes on scrolling the page past the picture. */
  readonly leavesScrolling?: boolean;
  /** A button or a finger went down: a drag may begin. */
  press?(point: ToolPoint): void;
  /** The hand has moved since it pressed. */
  drag?(point: ToolPoint): void;
  /** `cancelled` when the browser took the drag away, or when a second finger made it a pinch. */
  release?(cancelled: boolean): void;
  /** The pointer is here with nothing pressed, or has left; answers with the cursor to show, in CSS's words. */
  hover?(point: ToolPoint | null): string;
  doubleClick?(point: ToolPoint): void;
  /** A turn of the wheel over the picture; answers whether it was taken, and is no zoom. */
  wheel?(turn: WheelTurn): boolean;
  /** A key on the focused picture; answers whether it was taken. */
  key?(event: KeyboardEvent): boolean;
  /** Paints over the picture, to which it is clipped. */
  paint?(context: CanvasRenderingContext2D, projection: OverlayProjection, look: ToolLook): void;
}
