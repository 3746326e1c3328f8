// As bzip2 1.0.8 packs them.

/** The voxels of the small volumes, 0 … 17 as whole numbers of two bytes. */
export const BZIPPED_SHORTS = packed(
  'QlpoOTFBWSZTWXqgqOcAAADgAH//4AAgACGoGgwmBTTIxMTEm4xnRb53xorfeJiwAoXckU4UJB6oKjnA',
);
/** 300 000 zeros. */
export const BZIPPED_ZEROS = packed('QlpoOTFBWSZTWd9HTW8AAkxAgMAABAAACCAAMMwFKaYURsRRHi7kinChIb6Omt4=');
/** A table of two rows. */
export const BZIPPED_TEXT = packed('QlpoOTFBWSZTWQwSqUgAAAVZAAAQAAc+AAIAIAAxADAgGTIuowhCfPS9IC8XckU4UJAMEqlI');
/** A NumPy array, 0, 3 … 87 as whole numbers of two bytes in five rows. */
export const BZIPPED_NPY = packed(
  'QlpoOTFBWSZTWeiqsecAAED/oGk0kklk9ls0k0tmoK9l3AoIACAAaimiATEYBMjJiMTE00MBNoU9SjamIZDJo0YEBo9Qep6mI9R6DwKcegikmpwVX48mnHX4IXOsUfaWbxRSlVXGPYBjpnEAABB0LUObAWI+06EYSWjsGxiKCAFMCJFyTE1D0tWf6w2RmBYik6Ziz1Jq+YwiGUWZeDcXckU4UJDoqrHn',
);

function packed(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
