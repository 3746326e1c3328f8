import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** A cone-beam scan and the volume that is made of it. */
export const volume: Workplace = {
  name: 'volume',
  title: 'Volume',
  key: 'd',
  hint: 'scan with a cone beam and look into the volume',
  room: async (page) => {
    const { VolumePanel, VolumeRoom } = await fetchedPart(() => import('./volume-place.ts'));
    const prefersStill = matchMedia('(prefers-reduced-motion: reduce)');
    return new VolumeRoom(
      page,
      (hand) => new VolumePanel(hand),
      () => prefersStill.matches,
    );
  },
};
