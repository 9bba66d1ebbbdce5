"""What the candidate says about the requirements of an analysis, over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Self

from apiflask import APIBlueprint
from flask import Response
from pydantic import ConfigDict, Field, model_validator

from service.analysis import Analysis
from service.interview.requirements import add_requirement as with_requirement
from service.interview.requirements import find_words, leave_out, set_priority, take_back
from service.report import Priority
from service.web.analyses.schemas import AnalysisOut
from service.web.analyses.views import whole
from service.web.conditions import wanted_version
from service.web.doors import claim, for_holder
from service.web.marks import conditional
from service.web.schemas import Body
from service.web.services import services
from service.web.sources import sources_of

blueprint = APIBlueprint(
    "requirements", __name__, url_prefix="/v1/analyses/<id:analysis_id>/requirements", tag="Analyses"
)


class RequirementIn(Body):
    """Words of the advertisement that ask for something and were not seen to."""

    words: Annotated[str, Field(min_length=3, max_length=2000, description="as they stand in the advertisement")]
    priority: Priority = "must"


class RequirementChange(Body):
    """What the candidate says about a requirement; a field that is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})
    priority: Priority | None = None
    left_out: bool | None = Field(default=None, description="that it is none, and counts for nothing")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("give a priority, or say whether it is left out")
        return self

    def made(self, analysis: Analysis, requirement_id: str) -> Analysis:
        """The analysis with the change; raises UnknownRequirement, or LastRequirement."""
        if self.priority is not None:
            analysis = set_priority(analysis, requirement_id, self.priority)
        if self.left_out is not None:
            analysis = (leave_out if self.left_out else take_back)(analysis, requirement_id)
        return analysis


@blueprint.post("")
@for_holder("analyses:write")
@conditional
@blueprint.input(RequirementIn, arg_name="given")
@blueprint.output(AnalysisOut)
def add_requirement(analysis_id: str, given: RequirementIn) -> Response:
    """Add a requirement that was not seen, by its words in the advertisement.

    It is judged like the others. One that was left out is taken back.
    """
    sources = sources_of(services().analyses(claim()), analysis_id)
    span = find_words(sources.job_text, given.words)

    def added(analysis: Analysis) -> Analysis:
        with services().rooms.engine() as engine:
            return with_requirement(analysis, span, given.priority, sources, engine)

    case = services().change(claim(), analysis_id, added, wanted_version())
    return whole(services().analyses(claim()), case)


@blueprint.patch("/<string:name>")
@for_holder("analyses:write")
@conditional
@blueprint.input(RequirementChange, arg_name="given")
@blueprint.output(AnalysisOut)
def change_requirement(analysis_id: str, name: str, given: RequirementChange) -> Response:
    """Say that a requirement is none, or how much it matters."""

    def changed(analysis: Any) -> Analysis:
        return given.made(analysis, name)

    case = services().change(claim(), analysis_id, changed, wanted_version())
    return whole(services().analyses(claim()), case)
