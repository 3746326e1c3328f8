/** The materials that a phantom may be made of. */
export const MATERIAL_NAMES = [
  'water',
  'soft-tissue',
  'adipose',
  'lung',
  'cortical-bone',
  'compact-bone',
  'brain',
  'blood',
  'muscle',
  'enamel',
  'dentine',
  'iodine',
  'titanium',
  'iron',
  'aluminium',
  'pmma',
  'delrin',
  'ldpe',
  'pmp',
  'polystyrene',
  'ptfe',
  'air',
] as const;

export type MaterialName = (typeof MATERIAL_NAMES)[number];
