import { PHANTOM_FILE_VERSION } from '../../phantom/file-entries.ts';
import type { PhantomFile } from '../../phantom/phantom-file.ts';

const FIELD_SIZE_MM = 256;
/** A body between a head and a thorax, with room about it for the detector. */
const BODY_SEMI_AXES_MM = { x: 110, y: 80 };

/** What a new phantom may begin with. */
export type NewPhantom = 'water' | 'empty';

/** A phantom to draw in, in Hounsfield units: a body of water, or nothing. */
export function newPhantom(kind: NewPhantom): PhantomFile {
  const body: PhantomFile['shapes'][number] = {
    type: 'ellipse',
    label: 'water',
    x: 0,
    y: 0,
    semiAxisX: BODY_SEMI_AXES_MM.x,
    semiAxisY: BODY_SEMI_AXES_MM.y,
    angleDeg: 0,
    value: 0,
  };
  return {
    version: PHANTOM_FILE_VERSION,
    name: 'My phantom',
    fieldSizeMm: FIELD_SIZE_MM,
    unitMm: 1,
    values: 'hounsfield',
    composition: 'replace',
    shapes: kind === 'water' ? [body] : [],
  };
}
