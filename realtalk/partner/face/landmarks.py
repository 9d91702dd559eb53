"""Which of the 478 points of a face are its lips, lids, brows and outline: MediaPipe's numbering.

Left and right in these names are the picture's.
"""

from __future__ import annotations

UPPER_LIP_EDGE = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
UPPER_LIP_INSIDE = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_LIP_INSIDE = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
LOWER_LIP_EDGE = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
"""From the left corner of the mouth to the right one."""

LEFT_UPPER_LID = (33, 246, 161, 160, 159, 158, 157, 173, 133)
LEFT_LOWER_LID = (33, 7, 163, 144, 145, 153, 154, 155, 133)
RIGHT_UPPER_LID = (362, 398, 384, 385, 386, 387, 388, 466, 263)
RIGHT_LOWER_LID = (362, 382, 381, 380, 374, 373, 390, 249, 263)
"""From left to right; the left eye in the picture is the sitter's right one."""

LEFT_IRIS = (468, 469, 470, 471, 472)
RIGHT_IRIS = (473, 474, 475, 476, 477)
"""The centre first, then four points around."""

LEFT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
RIGHT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)

OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
    176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
"""The outline of the face, from the hairline around."""

JAW = (454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234)
"""Its lower half, from ear to ear."""

CHIN, HAIRLINE, NOSE_TIP, NOSE_BASE, LEFT_EAR, RIGHT_EAR = 152, 10, 1, 2, 234, 454

NOSE = (168, 6, 197, 195, 5, 4, 1, 2, 98, 327, 64, 294, 129, 358)
"""The bridge, the tip and the wings."""

FOREHEAD = (54, 103, 67, 109, 10, 338, 297, 332, 284)
