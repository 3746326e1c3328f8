// As bzip2 1.0.8 packs them.

/** The voxels of the small volumes, 0 … 17 as whole numbers of two bytes. */
export const BZIPPED_SHORTS = packed(
  'QlpoOTFBWSZTWXqgqOcAAADgAH//4AAgACGoGgwmBTTIxMTEm4xnRb53xorfeJiwAoXckU4UJB6oKjnA',
);
/** 300 000 zeros. */
export const BZIPPED_ZEROS = packed('QlpoOTFBWSZTWd9HTW8AAkxAgMAABAAACCAAMMwFKaYURsRRHi7kinChIb6Omt4=');

function packed(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
