"""What pdfminer's page interpreter leaves out: clipping paths, transparency, shadings and layers.

They decide what a person can see of a page. The interpreter tells its device about them through a few attributes.
"""

# The methods are named after the operators of PDF (ISO 32000-2, annex A), which is where they are described.
# ruff: noqa: D102, N802

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.utils import Matrix

from parsers.document import Box
from parsers.errors import LimitExceeded

EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
#: Forms that draw one another can multiply without end; a page of a real document draws some hundreds.
_MOST_FORMS = 20_000


class PaintingDevice(PDFTextDevice):
    """What the interpreter asks of its device."""

    forms: int  #: forms drawn so far
    open_marks: list[bool]  #: for each marked content that is open, whether it is on a layer that is off
    image_clip: Box  #: clipping of the picture that is drawn next

    def shade(self, box: Box) -> None:
        """Take note of an area painted in colours that are not known."""
        raise NotImplementedError

    def extent(self, path: Sequence[Any]) -> Box | None:
        """The box around a path, on the page."""
        raise NotImplementedError


class State(PDFGraphicState):
    """Graphics state with what pdfminer leaves out."""

    clip: Box = EVERYWHERE
    opacity: float = 1.0

    def copy(self) -> State:
        copied = State()
        copied.__dict__.update(self.__dict__)
        return copied


class Interpreter(PDFPageInterpreter):
    """Follows clipping paths, transparency, shadings and optional content."""

    device: PaintingDevice
    graphicstate: State
    deepest = 100
    depth = 0
    hidden_layers: frozenset[int] = frozenset()
    inherited: State | None = None
    clipping = False

    def subinterp(self) -> PDFPageInterpreter:
        inner = super().subinterp()
        assert isinstance(inner, Interpreter)  # noqa: S101  (dup gives our own class)
        inner.deepest, inner.depth, inner.hidden_layers = self.deepest, self.depth + 1, self.hidden_layers
        inner.inherited = self.graphicstate.copy()
        self.device.forms += 1
        if inner.depth > self.deepest or self.device.forms > _MOST_FORMS:
            raise LimitExceeded("The PDF's drawings are nested too deeply.")
        return inner

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.graphicstate = self.inherited.copy() if self.inherited else State()

    def do_W(self) -> None:
        self.clipping = True

    def do_W_a(self) -> None:
        self.clipping = True

    def do_n(self) -> None:
        self._clip()
        super().do_n()

    def do_S(self) -> None:
        self._clip()
        super().do_S()

    def do_f(self) -> None:
        self._clip()
        super().do_f()

    def do_F(self) -> None:
        self.do_f()

    def do_f_a(self) -> None:
        self._clip()
        super().do_f_a()

    def do_B(self) -> None:
        self._clip()
        super().do_B()

    def do_B_a(self) -> None:
        self._clip()
        super().do_B_a()

    def do_gs(self, name: Any) -> None:
        states = resolve1(self.resources.get("ExtGState")) if self.resources else None
        state = resolve1(states.get(getattr(name, "name", name))) if isinstance(states, dict) else None
        if isinstance(state, dict) and isinstance(opacity := resolve1(state.get("ca")), int | float):
            self.graphicstate.opacity = float(opacity)

    def do_sh(self, name: object) -> None:
        self.device.shade(self.graphicstate.clip)

    def do_BDC(self, tag: Any, props: Any) -> None:
        hidden = getattr(tag, "name", None) == "OC" and self._is_hidden_layer(props)
        self.device.open_marks.append(hidden)

    def do_BMC(self, tag: Any) -> None:
        self.device.open_marks.append(False)

    def do_EMC(self) -> None:
        if self.device.open_marks:
            self.device.open_marks.pop()

    def do_Do(self, xobjid_arg: Any) -> None:
        drawn = resolve1(self.xobjmap.get(getattr(xobjid_arg, "name", None)))
        layer = drawn.get("OC") if isinstance(drawn, PDFStream) else None
        self.device.open_marks.append(_layer_id(layer) in self.hidden_layers)
        self.device.image_clip = self.graphicstate.clip
        super().do_Do(xobjid_arg)
        self.device.open_marks.pop()
        self.device.set_ctm(self.ctm)

    def _is_hidden_layer(self, props: Any) -> bool:
        known = resolve1(self.resources.get("Properties")) if self.resources else None
        layer = known.get(getattr(props, "name", None)) if isinstance(known, dict) else None
        return _layer_id(layer) in self.hidden_layers

    def _clip(self) -> None:
        if self.clipping:
            box = self.device.extent(self.curpath)
            self.graphicstate.clip = intersection(self.graphicstate.clip, box) if box else self.graphicstate.clip
            self.clipping = False


def intersection(one: Box, other: Box) -> Box:
    """What two boxes share; a box of negative width or height where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def hidden_layers_of(page: PDFPage) -> frozenset[int]:
    """Object ids of the optional-content groups that are off when the document opens."""
    properties = resolve1(page.doc.catalog.get("OCProperties"))
    default = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    switched_off = resolve1(default.get("OFF")) if isinstance(default, dict) else None
    return frozenset(ref.objid for ref in switched_off or [] if isinstance(ref, PDFObjRef))


def _layer_id(layer: Any) -> int | None:
    """Object id of a layer; of the first one for a membership dictionary."""
    resolved = resolve1(layer)
    members = resolved.get("OCGs") if isinstance(resolved, dict) else None
    if isinstance(members, PDFObjRef):
        return int(members.objid)
    if isinstance(members, list) and members and isinstance(members[0], PDFObjRef):
        return int(members[0].objid)
    return int(layer.objid) if isinstance(layer, PDFObjRef) else None
