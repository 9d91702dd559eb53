"""Which of the 468 points of the face mesh outline what, in drawing order."""

from __future__ import annotations

OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""The outline of the face, from the top of the forehead clockwise as the viewer sees it."""

LEFT_EYE_TOP = (33, 246, 161, 160, 159, 158, 157, 173, 133)
LEFT_EYE_BOTTOM = (33, 7, 163, 144, 145, 153, 154, 155, 133)
RIGHT_EYE_TOP = (263, 466, 388, 387, 386, 385, 384, 398, 362)
RIGHT_EYE_BOTTOM = (263, 249, 390, 373, 374, 380, 381, 382, 362)
"""The lids of the eye on the viewer's left and right, from the temple to the nose."""

LEFT_BROW_TOP, LEFT_BROW_BOTTOM = (70, 63, 105, 66, 107), (46, 53, 52, 65, 55)
RIGHT_BROW_TOP, RIGHT_BROW_BOTTOM = (300, 293, 334, 296, 336), (276, 283, 282, 295, 285)
"""The brows, from the temple to the nose."""

LIP_TOP = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
LIP_BOTTOM = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291)
INNER_TOP = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
INNER_BOTTOM = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
"""The lips, from the viewer's left to the right."""

NOSE_TIP, NOSE_BASE, NOSE_ROOT, CHIN, FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK = 4, 2, 168, 152, 10, 234, 454
LEFT_WING, RIGHT_WING = 129, 358
LEFT_NOSTRIL, RIGHT_NOSTRIL = 79, 309
