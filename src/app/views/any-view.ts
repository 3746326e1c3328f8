import type { DrawnView } from './drawn-view.ts';
import type { PictureView } from './view.ts';

/** One thing that can be seen of any lane's run. Views are listed in `registry.ts`, a folder each. */
export type View = PictureView | DrawnView;
