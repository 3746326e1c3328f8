import { inflateSync } from 'node:zlib';

/**
 * Two files with the same arrays of four numbers, written by h5py 3.16.0 (HDF5 2.0) and deflated: through `h5py.h5t`, as
 * `H5T_set_fields`, `set_precision`, `set_offset` and `set_ebias` make their types. `brain` and `named`: 0, 1.5, 3, 4.5 as
 * bfloat16, `named` by a committed type. `bias`: the same in 4 bytes with exponents from 120. `shifted`: 0 to 3 in 12 bits
 * from bit 4 on; `low`: from bit 0 on; `signed`: 0 to −3; `packed` and `packedSigned` (in `OLDEST`): these two by the filter
 * N-bit. `turned`, `half`, `truths`, `plainNamed` and `many` (with twelve attributes): ordinary ones.
 */

/** `libver='earliest'`, behind a block of 512 bytes: object headers of version 1. */
export const OLDEST = file(
  'eNrtWjtPWzEUPtc3IZdAmwt9gLoQNtouoU8qteVSEZQBUdS0UtWJUKCJCCEKQcBURrox9icw9icw9gd0YOvK1pWFptf28c2jsR1oVAjxJ6ET299n5x4f' +
    'G/vcABh0M76kpmeuRe9EWcFxIAQubyDcVBDOeH1Z6BfQWmj30B4QUW+xtmGsH8D+G3lv3ySTdNBKA8Q4iRC3KTHubW6LZgq7Aqnk1Dy137C8j/Y4Xo0z' +
    'GkpYBNuPuDCNt3gMQ9mFiAORz1DPHw74LuO7vQA81OLI6+GxbQkdV1gWr8CwDCwd11KMGwaHtRNCWAcO9mdb/ke+COueexDLlPzj5/VVgO0LnYf03Otp' +
    '+lVxl4DtsJovniZuq3kTYp3fUPPE/AZfQAKxvxzfV/OyaL/fVfPeoz0a0cQp2vlbat7542okiM8hB4a2tXHlOM0cdtni6uz+cBnVxX9VIejX+GG4xfW1' +
    '22U76+Gk5+17/LP33C/7f+4L6tk4JJhnCNDFW4n9jp3GKGvy0Gf6Co9vwi/h1e40nSmIVSq/TpmELffanpmD7eoEHk7yPoJ2AwMDAwMDg445d4H23BXv' +
    'qHPXuf3htOqPsQ7zR/h895TR+nuK/v6bcJpf7PYu2XoJ/3M+IBqGaEzrD69pnHS+P8Z4PpBAsG4sfM6Zqdl0Emgu8F1SLAa5f1JOfc8CF32PjbR3/7D5' +
    'c/fBBCtjN6ydeqOwmCvXRkkIh8a0KvZW4zdCDoaqVCLff9pzMeP5okgwK0f31HyRj9vrUfPGRBpoQM0TT+HdVPMSIr80qOYtiHwRUfNEXvqEtCeuaH6c' +
    '5iwb8+MRCX+2YdsQ8UbAwMDAwMDA4Ore6yPtvde3/xz6dfQ/nkMFFkuZXIHaXGaDljeyuZXy8hLk17dY+0buU8EvQnmzxGw2k1+h9eXSZjnrK4qZj6vL' +
    'S2lkibLfvlNcpuVCZo01bGXX87SimPfHm8NKH2uZwk7NtFTfZ/7jeS9tznsGBgYGBgZdeN47+3sL+nMMQuozWfJ864cr/t5C+OOkRX8sSt5X7F/S+MDz' +
    'vd2qP5r/3kz/HqfU1C/9mGGlvybq99ki30rz3lzgQe25WKYb1+gsie6BRkckuocanS3RPdLoQhLdY40uLNE90eh6JLqnGl1EopvQ6ByJ7plG1/uXzubz' +
    'nlDrojLduFrXh/YP4IXTOg==',
);

/** `libver='latest', track_order=True`: object headers of version 2, with numbers of messages. */
export const LATEST = file(
  'eNrtWn1MW1UUP7fvvbYUupYC42PDwUakJspwY06WKRW6plHGt9sScQukRRpZYbRkI1OH/jNdYoJLdATmwjBzif+wZC4ZBiIx+Mc0Tk2U+YdTNEp00cyE' +
    'xOm+8L778fr6HhsfGpeSd5Lmvnvu797b+7vn3HPua1/ze312W45NsFqByyyTiQJaL2b6G0d+C1f7vXWmlPdNa4lGsLOmH120jKbRsp+VNhMg8vAS3HN5' +
    'c0frGvL187/6fsXz6g8glA5gQgiJDMtLIR1Qap4DTKTmBIsVLIfwk4TXJdiseNUCAsacQuAZSDhxr/jm26Vxs4bV8yDTCpkHNNxwq3ImMDdTHZGkRXOT' +
    'Akhes4noUuI4ydLay3lIWPlCaP/133ADGm7ylhE3D3bPDC2JG+vc3LiXETdn36t9knCTp+UmG1MgOZNAOVZWSvhR5uNSqLNeOw4ZA81zRuXHn1Ha87t4' +
    'GZxRadk3bs/NZ5YTr6smlcIeUHXpewum5XK8zOPp9VCdZyuu44/zMZmOPBL5ESZfkLMCx23HLYeMKhvHSNzD00s6PQ7lPV6MQ/FjkcAvxPZivIz2UtoN' +
    'McQQQwwxxJB7JOUNfi/OKHF+JacIAffEamCpZwpD3Bw5Uu+rr98G4+xOj4YBauXgfuX8UO2CkzDVJdomgc2hScI8y+ASffq7kKu6wv8UXq8010sDJZO9' +
    'mDlWdMdR5mUzH9AuE02v5KsCYrz5nqjEm9RQ9/Q2rFNT67fGDwDvJMb1yR69Quyuk5kk8ppglKz2eqF9aMHj+Or8NWAh900n6N5xDbM6N262abGSiX2B' +
    's4mqnohdOhBMrOW6rQNCFfE5ScYlE59zpfM5+Cxnm0tdBGWWUQ6KWqlF/dy966avHqNgOG7GWBn7VjVwAH8T3nI/YyIH4su/y/58ubyh0gdS2osX0uAh' +
    'rMqEyJfWQojix2yYfDWwHiaJ9tagIwjvksfxgc+DIOGRs2DDzOA+8JIRg/0fRSADZG2XLTIKY2SEw2kjY7AFyd1SD09dhVz8mAunPW//Ab8TbMuJvr9g' +
    't+wtMPBT7yy8Trqd2rOu2Dis/6eIgPffrFTpDioGRU1CMXG61QKv0n1TDhpqNBKv0q1UhqbGY+FVah/K+U+tLIlXqXHYeJVaWzKvUiviEYvZV1fP1Iyx' +
    'nYuWRb+ysoFgMn3K9lEdeCq1Mf2DRObl5OT2VfPGZsLFQbOeiwbtS6aE5mJf0jN1lIv+Rf08oH31FtCwkuGS4VOrIF5dggy3XIKUTO/eSbIf652yHy87' +
    'yHmKBdpNBH4bWHD2I8ZnP245+7mP6xq/Nl+nGQuf+e4Zi1tpOcF+YOSmwcuNl9/YTiKWFUh+tE5eHEA4/RLAxyrFhVOX06FPHquAKtYXtqyGIRViejaj' +
    'AIpQTHHtlU1F9KLDFJHjngooVXV54eTRfmhUKdy1PefgkEqBnq0egahq2sZzxz6DX1SIoov2HyBZNcvO459cm6jOyTXsd8EZvt9bHjs0ZNlxbHRMwCaf' +
    'IptjMbkm0ZPGE5fXK5CHdRCkhWzQQUxayEYdRNBCSnQQUQvZpINIWsgjOohZC9msg1i0kEd1EKsWUqqDJCkQgVGnp9emw+j5TTbM1pD/0v/5P1BkGTzT' +
    'UKXkIyA1dzaFwld5oBG5a4vNoaZIMo9DIndnS6Q11BINBgoF3qJ4cVv7/gqRa/n45kjouXAwsEfiDdxdzdGuTtzwoZk3cCcVW5vaWrxOrrYo+M6uaGvk' +
    'aCpv4O4oRrs7gjzBRiJ3QSnctDcYcGVxPXc7aX9re1vwoDItdzVbRxvmoUruVJTNG3lkF/c2hbu35CTk/v8D+xCLfg==',
);

function file(base64: string): Uint8Array {
  return new Uint8Array(inflateSync(Buffer.from(base64, 'base64')));
}
