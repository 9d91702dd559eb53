"""The report: one HTML file with everything in it but the recording, to open offline, send or print."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from realtalk.coaching.rundown import Rundown
from realtalk.report.charts import template, timeline
from realtalk.report.markup import asset, context, environment


def to_html(rundown: Rundown) -> str:
    """The rundown as one self-contained HTML page: chart, transcript, readings, suggestions, no media."""
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            **context(rundown, playable=False),
            css=Markup(asset("rundown.css")),
            script=Markup(asset("report.js")),
            plotly=Markup(get_plotlyjs().replace("</script", "<\\/script")),
            figure=Markup(in_script(figure_data(rundown))),
        )
    )


def figure_data(rundown: Rundown) -> dict[str, Any]:
    """The timeline as plain data, `{"figure", "templates"}`: the browser picks the template of its mode."""
    figure = json.loads(str(timeline(rundown).to_json()))
    figure["layout"].pop("template", None)
    templates = {mode: template(mode).to_plotly_json() for mode in ("light", "dark")}
    return {"figure": figure, "templates": templates}


def in_script(data: object) -> str:
    """JSON that no text inside it can break out of a script element with."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
