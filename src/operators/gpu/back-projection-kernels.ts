/**
 * How the GPU back-projects. `texture`: four views to a texel, interpolated by the texture units with weights of 8
 * bits; `tile`: four views through workgroup memory, interpolated exactly; `plain`: every view by itself, exactly.
 */
export const BACK_PROJECTION_KERNELS = ['texture', 'tile', 'plain'] as const;
export type BackProjectionKernel = (typeof BACK_PROJECTION_KERNELS)[number];

/**
 * How the GPU back-projects volumes. `texture`: through texture units with weights of 8 bits, four views to a texel of half
 * floats where views are quarter turns of one another; `gather`: every view by itself, interpolated exactly.
 */
export const VOLUME_BACK_PROJECTIONS = ['texture', 'gather'] as const;
export type VolumeBackProjection = (typeof VOLUME_BACK_PROJECTIONS)[number];

/** What makes results of a kernel named `texture` differ from exact f32 by more than rounding, in words. */
export const TEXTURE_APPROXIMATION = 'the 8-bit weights of its texture units';
