// How the back-projection kernels take pixels together; see wasm/seen-strips.ts.

/** Neighbouring pixels of a row that are taken together. */
export const STRIP = 8;
/** Bytes of what a strip of pixels sees of one view or group. */
export const SEEN_BYTES = 96;
