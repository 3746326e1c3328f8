import type { Term } from './glossary-term.ts';

/**
 * Every word that stands on screen, in two sentences. Sources of formulas: Kak & Slaney, *Principles of Computerized
 * Tomographic Imaging* (1988); Hsieh, *Computed Tomography* (3rd ed. 2015); Bushberg et al., *The Essential Physics of
 * Medical Imaging* (3rd ed. 2012).
 */
export const GLOSSARY: readonly Term[] = [
  {
    id: 'sinogram',
    title: 'Sinogram',
    names: ['view sinogram'],
    words:
      'All views of a scan stacked as the rows of one image: the place on the detector runs across, the angle down. A small object draws a sine curve in it, which gave it its name.',
    tex: 'u(\\theta) = x\\cos\\theta + y\\sin\\theta',
    source: 'Kak & Slaney 1988, § 3.1',
    drawing: [
      ['path', 'M20 4H100V60H20Z', 'quiet'],
      ['path', 'M60 4C92 12 92 28 60 32S28 52 60 60', 'accent'],
      ['path', 'M60 4C48 12 48 28 60 32S72 52 60 60'],
    ],
    show: {
      experiment: { phantom: 'point', scan: { arcDeg: 360 } },
      look: 'The sinogram of one point is a single sine curve; its width is twice the distance from the axis.',
    },
    related: ['projection', 'view', 'channel'],
  },
  {
    id: 'projection',
    title: 'Projection',
    names: ['view projection'],
    words:
      'What the whole detector reads from one direction: the sum of all attenuation along each ray, seen from there. One projection has no depth; many of them from all around determine the slice.',
    tex: 'p(\\theta,u) = \\int \\mu(x,y)\\,\\mathrm{d}s',
    source: 'Kak & Slaney 1988, eq. 3.3',
    show: {
      experiment: { scan: { views: 4 } },
      look: 'With four projections the sinogram has four rows, and the slice shows the four directions they came from.',
    },
    related: ['sinogram', 'view', 'number-of-projections'],
  },
  {
    id: 'view',
    title: 'View',
    words:
      'One row of the sinogram: everything measured at a single angle of the scanner. Play at the foot of the page adds the views to the slice one by one.',
    show: {
      experiment: { scan: { views: 36 } },
      look: 'Press Play (P): each view is smeared back over the slice, and the object emerges from their overlap.',
    },
    related: ['projection', 'sinogram', 'number-of-projections'],
  },
  {
    id: 'channel',
    title: 'Channel',
    names: ['Channels', 'scan.channels'],
    words:
      'One element of the detector, which reads one ray in each view. More and narrower channels show finer detail, but each of them counts fewer photons.',
    show: {
      experiment: { phantom: 'siemens-star', scan: { channels: 123, channelSpacingMm: 3 } },
      look: 'With 123 wide channels the inner part of the star blurs into grey.',
    },
    related: ['view'],
  },
  {
    id: 'number-of-projections',
    title: 'Number of projections',
    names: ['Projections', 'scan.views'],
    words:
      'From how many angles the object is scanned. Too few leave streaks from every sharp edge; about π/2 for each channel across the object are enough.',
    tex: 'V \\approx \\tfrac{\\pi}{2}\\,K',
    source: 'Kak & Slaney 1988, § 5.1.1',
    show: {
      experiment: { scan: { views: 30 } },
      look: 'Thirty projections are too few: streaks run from the skull across the whole slice.',
    },
    related: ['view', 'projection'],
  },
];
