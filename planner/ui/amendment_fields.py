"""The fields of an amendment by name: what a visit says in them, and the visit that they make of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planner.files.amendment_file import Entry
from planner.series.visit import Product, Scores, SideEffect, Visit
from planner.series.visit_words import SCALES

REASON, NOTE = "reason", "note"
Fields = Mapping[str, Entry]


def fields_of(visit: Visit) -> dict[str, Entry]:
    """Return every field with what a visit says in it; one more product than it has, empty."""
    fields: dict[str, Entry] = {REASON: ""}
    for when, scores in (("before", visit.before), ("after", visit.after)):
        fields |= {f"{when}.{name}": getattr(scores, name) for name in SCALES}
    for number, product in enumerate((*visit.products, Product("", ""))):
        volume_ml = None if product.volume_ml is None else float(product.volume_ml)
        fields |= {
            f"product.{number}.name": product.name,
            f"product.{number}.batch": product.batch,
            f"product.{number}.expires": day_text(product.expires),
            f"product.{number}.volume_ml": volume_ml,
        }
    for effect in visit.effects:
        fields |= {
            f"effect.{effect.id}.noticed": day_text(effect.noticed),
            f"effect.{effect.id}.gone": day_text(effect.gone),
            f"effect.{effect.id}.note": effect.note,
        }
    return fields | {NOTE: visit.note}


def entries_of(visit: Visit, entered: Fields) -> tuple[tuple[str, Entry], ...]:
    """Return what differs from a visit of all that was entered."""
    return tuple((name, entered[name]) for name, said in fields_of(visit).items() if entered[name] != said)


def amended(visit: Visit, entered: Fields) -> Visit:
    """Return the visit that the fields make of another; what they do not name stays."""
    fields = fields_of(visit) | dict(entered)
    products = (_product(fields, f"product.{number}") for number in range(len(visit.products) + 1))
    return replace(
        visit,
        before=_scores(fields, "before"),
        after=_scores(fields, "after"),
        products=tuple(product for product in products if product.name),
        effects=tuple(_effect(fields, effect) for effect in visit.effects),
        note=text(fields[NOTE]),
    )


def text(entry: Entry) -> str:
    """Return what was written in a field."""
    return entry.strip() if isinstance(entry, str) else ""


def day_text(day: date | None) -> str | None:
    """Return a day as an entry."""
    return None if day is None else day.isoformat()


def day_of(entry: Entry) -> date | None:
    """Return the day of an entry; None where there is none."""
    return date.fromisoformat(entry) if isinstance(entry, str) and entry else None


def _scores(fields: Fields, when: str) -> Scores:
    found = {name: fields[f"{when}.{name}"] for name in SCALES}
    return Scores(**{name: value if isinstance(value, int) else None for name, value in found.items()})


def _product(fields: Fields, stem: str) -> Product:
    volume_ml = fields[f"{stem}.volume_ml"]
    return Product(
        text(fields[f"{stem}.name"]),
        text(fields[f"{stem}.batch"]),
        day_of(fields[f"{stem}.expires"]),
        float(volume_ml) if isinstance(volume_ml, int | float) else None,
    )


def _effect(fields: Fields, effect: SideEffect) -> SideEffect:
    stem = f"effect.{effect.id}"
    return replace(
        effect,
        noticed=day_of(fields[f"{stem}.noticed"]) or effect.noticed,
        gone=day_of(fields[f"{stem}.gone"]),
        note=text(fields[f"{stem}.note"]),
    )
