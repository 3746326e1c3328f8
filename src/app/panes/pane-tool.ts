/** Where a hand is on a picture, in the values of its axes, and what it holds down. */
export interface ToolPoint {
  readonly horizontal: number;
  readonly vertical: number;
  readonly touch: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
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

/** What the left button and a single finger do on a pane in place of turning the window. */
export interface PaneTool {
  press(point: ToolPoint): void;
  /** The hand has moved since it pressed. */
  drag(point: ToolPoint): void;
  /** `cancelled` when the browser took the drag away, or when a second finger made it a pinch. */
  release(cancelled: boolean): void;
  /** The pointer is here with nothing pressed, or has left; answers with the cursor to show, in CSS's words. */
  hover(point: ToolPoint | null): string;
  doubleClick(point: ToolPoint): void;
  /** A key on the focused picture; answers whether it was taken. */
  key(event: KeyboardEvent): boolean;
}
