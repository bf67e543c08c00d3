"""``histor show``: a case seen from one side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from histor.analyse.policies import DEFAULT, load_policy
from histor.analyse.policy_dates import dates
from histor.analyse.policy_figures import told_by
from histor.case import open_case
from histor.cli import screen
from histor.errors import UsageError
from histor.export.compared import BY_POLICY, figures_table, summary_table, timeline_table
from histor.export.select import Selection, select
from histor.export.tables import VIEWS, decisions_table, rows_of
from histor.export.versions import with_versions
from histor.ledger import Decided


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a date that was asked for; refuse what is none, and a span that ends before it begins."""
    if value is not None and not _is_date(value):
        raise click.BadParameter(f"{value!r} is no date: write it as 2024, 2024-01 or 2024-01-16.")
    start, end = ((value if param.name == name else ctx.params.get(name)) for name in ("start", "end"))
    if start and end and start[: len(end)] > end[: len(start)]:  # the second of the two finds the first there
        raise click.BadParameter(f"a span from {start} to {end} ends before it begins: change the two about.")
    return value


def _is_date(value: str) -> bool:
    """Tell whether a word is a year, a month or a day that there is: no thirteenth month, no thirtieth of February."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


@click.command("show")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("view", type=click.Choice([*VIEWS, "figures", "decisions"]), default="summary", metavar="[VIEW]")
@click.option("--json", "as_json", is_flag=True, help="The rows as JSON, by the export's names.")
@click.option("--speaker", help="Only what this speaker (or its side) says; a name or an id.")
@click.option("--actor", help="Only what this actor (or its side) does or suffers; a name or an id.")
@click.option("--from", "start", callback=day, metavar="DATE", help="Only from this day, month or year on.")
@click.option("--to", "end", callback=day, metavar="DATE", help="Only up to this day, month or year.")
@click.option("--type", "kind", metavar="TYPE", help="Only incidents of this type or mode, and what hangs on them.")
@click.option("--policy", metavar="NAME|FILE", help="How figures and days become one line: range, latest, ...")
def command(path: Path, view: str, as_json: bool, policy: str | None, **wanted: str | None) -> None:
    """Show a case: a summary, or another VIEW of it.

    VIEW is summary, timeline, incidents, claims, casualties, actors, places, contradictions, responses, issues,
    sources, relations, origins, figures or decisions (what people decided, all of it). A state or body asked for
    stands for all who belong to it. With a policy, summary, timeline and casualties show its figures and days in the
    place of every figure told.

    On a terminal a table is drawn; elsewhere each row is a line with tabs between the cells.
    """
    with open_case(path) as case:
        if view == "decisions":
            _decisions(case.decisions, as_json)
            return
        asked = Selection(wanted["speaker"], wanted["actor"], wanted["start"], wanted["end"], wanted["kind"])
        if asked == Selection() and policy is None and not as_json and view != "sources":
            screen.draw(case.drawn(view))
            return
        chosen: Mapping[str, Any] = select(case.spelt, asked)
        if view == "sources":
            chosen = {"sources": with_versions(chosen["sources"], case.versions)}
        if policy is not None or view == "figures":
            _by_policy(chosen, view, policy, as_json)
        elif as_json:
            screen.data(rows_of(chosen, view))
        else:
            screen.draw(VIEWS[view](chosen))


def _by_policy(case: Mapping[str, Any], view: str, name: str | None, as_json: bool) -> None:
    """Show a view as a policy has it; a view without figures has none."""
    if view not in BY_POLICY:
        raise UsageError(f"{view} shows no figures that a policy could change: ask for {', '.join(BY_POLICY)}.")
    policy = load_policy(name or DEFAULT)
    told, days = told_by(case, policy), dates(case, policy)
    if as_json:
        screen.data({"policy": policy.id, "says": policy.says, "figures": told["rows"], "dates": days})
    elif view == "timeline":
        screen.draw(timeline_table(case, told, days))
    elif view == "summary":
        screen.draw(summary_table(case, told))
    else:
        screen.draw(figures_table(case, told))


def _decisions(rows: tuple[Decided, ...], as_json: bool) -> None:
    if as_json:
        screen.data([{"number": row.number, "holds": row.holds, **asdict(row)} for row in rows])
    else:
        screen.draw(decisions_table([{**asdict(row), "named": row.named} for row in rows]))
