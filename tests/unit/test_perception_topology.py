import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from realtalk.perception.topology import FACE_CONTOURS, FACE_MESH, HAND_BONES

LIPS, EYES, BROWS, CHIN, IRISES = {13, 14, 61, 291}, {33, 133, 362, 263}, {105, 334}, {152}, {468, 473}
FINGERTIPS = {4, 8, 12, 16, 20}


def in_one_piece(edges: np.ndarray, points: int) -> bool:
    graph = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(points, points))
    return connected_components(graph, directed=False)[0] == 1


@pytest.mark.parametrize(
    ("edges", "points"),
    [(FACE_MESH, 468), (FACE_CONTOURS, 478), (HAND_BONES, 21)],
    ids=["mesh", "contours", "hand"],
)
def test_every_line_joins_two_points_and_is_there_once(edges: np.ndarray, points: int) -> None:
    assert edges.dtype == np.intp
    assert edges.shape == (len(edges), 2)
    assert edges.min() >= 0
    assert edges.max() < points
    assert (edges[:, 0] != edges[:, 1]).all()
    assert len({frozenset(edge) for edge in edges.tolist()}) == len(edges)


def test_the_mesh_covers_the_face_in_one_piece() -> None:
    assert in_one_piece(FACE_MESH, 468)


def test_contours_show_lips_eyes_brows_irises_and_the_outline() -> None:
    drawn = set(FACE_CONTOURS.ravel().tolist())
    assert drawn >= LIPS | EYES | BROWS | CHIN
    assert all(drawn & set(range(iris, iris + 5)) for iris in IRISES)


def test_a_hand_hangs_together_and_ends_in_five_fingertips() -> None:
    assert in_one_piece(HAND_BONES, 21)
    points, lines = np.unique(HAND_BONES, return_counts=True)
    assert set(points[lines == 1].tolist()) == FINGERTIPS
