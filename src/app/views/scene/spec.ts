import { fetchedPart } from '../../../fetched-part.ts';
import type { DrawnView } from '../drawn-view.ts';
import { titled } from '../titled.ts';

/** The scanner to scale, with its beam, what its detector reads and the volume, to walk around. */
export const scene: DrawnView = {
  name: 'scene',
  needsPhantom: false,
  title: (lane) => titled('Scene', lane),
  keys: 'ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown Plus - 0',
  draw: async (place) => {
    const { SceneDrawing } = await fetchedPart(() => import('./scene-drawing.ts'));
    return new SceneDrawing(place);
  },
};
