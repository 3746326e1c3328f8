"""How exactly scikit-image and ASTRA reconstruct the modified Shepp-Logan head: the peers' rows of accuracy.md.

    python3 -m venv peers && peers/bin/pip install numpy scikit-image astra-toolbox
    peers/bin/python docs/peer-accuracy.py

Every program is given exact line integrals of the head on [-1, 1]^2, float32, one channel to a pixel's width, and is held
against the head averaged over each pixel (8 x 8 samples), all pixels of the slice. scikit-image turns about the pixel at
N//2 and the channel at K//2, so that it is given the readings, and compared with the truth, of a head moved by half a pixel.
"""

import sys

import astra
import numpy as np
from skimage.transform import iradon

# value, semi-axes, centre, angle in degrees: Toft, The Radon Transform (1996), appendix B
HEAD = [
    (1, 0.69, 0.92, 0, 0, 0),
    (-0.8, 0.6624, 0.874, 0, -0.0184, 0),
    (-0.2, 0.11, 0.31, 0.22, 0, -18),
    (-0.2, 0.16, 0.41, -0.22, 0, 18),
    (0.1, 0.21, 0.25, 0, 0.35, 0),
    (0.1, 0.046, 0.046, 0, 0.1, 0),
    (0.1, 0.046, 0.046, 0, -0.1, 0),
    (0.1, 0.046, 0.023, -0.08, -0.605, 0),
    (0.1, 0.023, 0.023, 0, -0.605, 0),
    (0.1, 0.023, 0.046, 0.06, -0.605, 0),
]


def readings(angles, u, shift=(0, 0)):
    """Exact line integrals along x cos + y sin = u, [views, channels] (Kak & Slaney 1988, ch. 3, eq. 5)."""
    p = np.zeros((len(angles), len(u)))
    for value, a, b, x, y, degrees in HEAD:
        turned = angles - np.deg2rad(degrees)
        square = ((a * np.cos(turned)) ** 2 + (b * np.sin(turned)) ** 2)[:, None]
        distance = u - ((x + shift[0]) * np.cos(angles) + (y + shift[1]) * np.sin(angles))[:, None]
        p += value * 2 * a * b * np.sqrt(np.maximum(0, square - distance**2)) / square
    return p.astype(np.float32)


def truth(pixels, samples=8):
    """The head averaged over each pixel, row 0 at the top."""
    at = (np.arange(pixels * samples) + 0.5) * 2 / (pixels * samples) - 1
    x, y = at[None, :], -at[:, None]
    image = np.zeros((pixels * samples,) * 2, np.float32)
    for value, a, b, x0, y0, degrees in HEAD:
        c, s = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
        image += value * ((((x - x0) * c + (y - y0) * s) / a) ** 2 + (((y - y0) * c - (x - x0) * s) / b) ** 2 <= 1)
    return image.reshape(pixels, samples, pixels, samples).mean((1, 3), dtype=np.float64)


def with_skimage(pixels, views, channels):
    angles = np.arange(views) * np.pi / views
    size = 2 / pixels
    u = (np.arange(channels) - channels // 2) * size
    # Its pixel (r, c) stands at ((c - N//2) size, (N//2 - r) size): half a pixel left of and above ours.
    p = readings(angles, u, (-size / 2, size / 2))
    image = iradon(p.T, np.rad2deg(angles), output_size=pixels, filter_name="ramp", interpolation="linear", circle=False)
    return image / size


def with_astra(kernel, pixels, views, channels):
    angles = np.arange(views) * np.pi / views
    size = 2 / pixels
    p = readings(angles, (np.arange(channels) - (channels - 1) / 2) * size)
    volume = astra.create_vol_geom(pixels, pixels, -1, 1, -1, 1)
    scan = astra.create_proj_geom("parallel", size, channels, angles)
    sinogram = astra.data2d.create("-sino", scan, p)
    image = astra.data2d.create("-vol", volume)
    config = astra.astra_dict("FBP")
    config["ProjectorId"] = astra.create_projector(kernel, scan, volume)
    config["ProjectionDataId"] = sinogram
    config["ReconstructionDataId"] = image
    astra.algorithm.run(astra.algorithm.create(config))
    result = astra.data2d.get(image)
    astra.clear()
    return result


if __name__ == "__main__":
    sizes = [(256, 180, 368), (256, 360, 368), (512, 720, 736)]
    ways = {
        "scikit-image iradon, linear": with_skimage,
        **{f"ASTRA FBP, {kernel}": lambda *size, kernel=kernel: with_astra(kernel, *size) for kernel in ("strip", "linear", "line")},
    }
    for name, reconstruct in ways.items():
        row = [name]
        for pixels, views, channels in sizes:
            image = reconstruct(pixels, views, channels)
            away = np.sqrt(np.mean((image - truth(pixels)) ** 2))
            # Between the ventricles and the two lesions on the axis the head is 0.2.
            at = (np.arange(pixels) + 0.5) * 2 / pixels - 1
            middle = image[np.ix_(np.abs(at) < 0.045, (at > -0.03) & (at < 0.08))].mean()
            row += [f"{away:.5f}", f"{middle:.4f}"]
        print("| " + " | ".join(row) + " |", flush=True)
    print(f"astra-toolbox {astra.__version__}, {sys.version.split()[0]}", file=sys.stderr)
