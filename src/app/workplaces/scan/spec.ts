import { WHOLE_WAY } from '../../stage/layouts.ts';
import type { Workplace } from '../workplace.ts';

/** From phantom to slice. */
export const scan: Workplace = {
  name: 'scan',
  title: 'Scan',
  key: 'h',
  hint: 'scan a phantom and reconstruct the slice',
  room: () => ({ layout: WHOLE_WAY }),
};
