import type { DeviceArray } from '../../../compute/device.ts';
import { whyOnNoScale } from '../../../experiment/slice-scale.ts';
import { SIMILARITY_SCALE } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** The structural similarity of the slice to the phantom, pixel by pixel. */
export const similarity: PictureView = {
  name: 'similarity',
  plane: 'slice',
  needsPhantom: true,
  title: (lane) => titled('Similarity', lane),
  whyNothing: ({ experiment }) => whyOnNoScale(experiment),
  picture: () => null,
  ofResult: async ({ values, grid, waterMuPerMm, isUnfiltered }, result) => {
    if (isUnfiltered) return 'the slice is not on the phantom’s scale';
    const data = await result.similarity(values);
    if (!data) return 'there is no phantom to compare with';
    const array = { rows: grid.rows, columns: grid.columns, data } as DeviceArray;
    return slicePicture(array, grid, { values: SIMILARITY_SCALE, window: 'similarity', waterMuPerMm });
  },
};
