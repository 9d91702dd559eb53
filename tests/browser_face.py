"""A face as the browser draws it, in a page of its own."""

from __future__ import annotations

import base64
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

from realtalk.partner.face.rig import Rig

SCRIPT = Path(__file__).parents[1] / "realtalk/ui/assets/face_drawing.js"

WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""What Chromium needs to draw it on a machine without a graphics card."""

_START = """async ([source, packed]) => {
  const module = await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
  const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
  document.body.innerHTML = "<canvas></canvas>";
  window.canvas = document.querySelector("canvas");
  window.face = module.makeFace(window.canvas, bytes.buffer);
  await window.face.ready;
  return [window.face.width, window.face.height];
}"""

_PICTURE = "([row, type]) => { window.face.draw(row); return window.canvas.toDataURL(type, 0.95); }"


class BrowserFace:
    """Draws one rig in a page, which it takes for itself; `image` is the format in which pictures come
    over."""

    def __init__(self, page: Page, rig: Rig, image: str = "image/png") -> None:
        self.page, self._image = page, image
        packed = base64.b64encode(rig.packed()).decode()
        self.size: list[int] = page.evaluate(_START, [SCRIPT.read_text(), packed])

    def picture(self, row: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The face at one row of a motion, `(512, 512, 3)`."""
        coded = base64.b64decode(self.page.evaluate(_PICTURE, [row.tolist(), self._image]).split(",")[1])
        return np.asarray(cv2.imdecode(np.frombuffer(coded, np.uint8), cv2.IMREAD_COLOR_RGB), np.uint8)
