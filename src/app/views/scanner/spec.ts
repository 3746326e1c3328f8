import { fetchedPart } from '../../../fetched-part.ts';
import type { DrawnView } from '../drawn-view.ts';
import { titled } from '../titled.ts';

/** Source, rays, detector and object, to scale, at the view that is looked at. */
export const scanner: DrawnView = {
  name: 'scanner',
  needsPhantom: false,
  title: (lane) => titled('Scanner', lane),
  draw: async (place) => {
    const { ScannerScene } = await fetchedPart(() => import('./scanner-scene.ts'));
    return new ScannerScene(place);
  },
};
