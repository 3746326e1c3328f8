import type { Pane } from '../panes/pane.ts';

// biome-ignore lint/suspicious/noExplicitAny: each pane keeps the kind of viewport that it was made with.
export type AnyPane = Pane<any>;
