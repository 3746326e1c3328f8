/** What the values of an image may be. */
export const IMAGE_VALUES = [
  'hounsfield',
  'hounsfield-plus-1024',
  'relative-to-water',
  'attenuation-per-mm',
  'arbitrary',
] as const;
export type ImageValues = (typeof IMAGE_VALUES)[number];
