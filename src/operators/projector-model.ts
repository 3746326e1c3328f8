/**
 * How a projector says what a ray counts a pixel for: by what it passes between pixels, as Joseph has it (IEEE Trans. Med.
 * Imaging 1:192, 1982, doi 10.1109/TMI.1982.4307572), or by how much of its channel's width the pixel covers, as De Man and
 * Basu have it (Phys. Med. Biol. 49:2463, 2004, doi 10.1088/0031-9155/49/11/024).
 */
export const PROJECTOR_MODELS = ['joseph', 'distance-driven'] as const;
export type ProjectorModel = (typeof PROJECTOR_MODELS)[number];
