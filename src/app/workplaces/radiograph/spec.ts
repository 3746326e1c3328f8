import { fetchedPart } from '../../../fetched-part.ts';
import type { Workplace } from '../workplace.ts';

/** One view of a cone, as it is: a radiograph. */
export const radiograph: Workplace = {
  name: 'radiograph',
  title: 'Radiograph',
  key: 'r',
  hint: 'one view alone, with tube, distances and dose',
  room: async (page) => {
    const { RadiographNumbers, RadiographPanel, RadiographRoom } = await fetchedPart(
      () => import('./radiograph-place.ts'),
    );
    return new RadiographRoom(page, {
      panel: (hand) => new RadiographPanel(hand),
      numbers: () => new RadiographNumbers(),
    });
  },
};
