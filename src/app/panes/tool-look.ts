import type { PaneStyle } from './pane-style.ts';

/** What tools and owners of a pane paint over its picture with. */
export interface ToolLook {
  readonly style: PaneStyle;
  readonly fontSizePixels: number;
  /** How many times as wide as usual lines are to be. */
  readonly lineScale: number;
  /** Whether it is for a file or for paper, where there is nothing to take hold of. */
  readonly isCopy?: boolean;
}
