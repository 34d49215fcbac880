"""Turn the readings of a batch into its account: each page once, sheets with their candidates, doubts, missing sides. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.model.batch import IGNORE, Account, Missing, PageAccount, PageFate, Returned, Scanned
from generator.model.copies import CopyEntry, Ledger
from generator.model.scan import Doubt, PageReading, Settled, SheetPlan
from generator.scan.asking import hardly_seen, identity_doubt, identity_id, mark_doubts, nameless, page_id, seen_id, set_aside, twice_id
from generator.scan.duplicates import same_marks, which_page

Known = Callable[[str], SheetPlan | None]
BLANK_SIDE = "blank"
"""The value that settles a missing side: nothing was answered on it."""


@dataclass
class _Sheet:
    """Pages of one copy's sheet by side, while they are gathered."""

    entry: CopyEntry
    pages: dict[int, list[int]] = field(default_factory=dict)  # indices of pages
    main: dict[int, int] = field(default_factory=dict)
    candidate: str = ""
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class _Work:
    """Everything that the steps share."""

    ledger: Ledger
    known: Known
    settled: Mapping[str, Settled]
    names: Mapping[str, str]
    readings: Sequence[PageReading]
    fates: list[tuple[PageFate, str]] = field(default_factory=list)
    doubts: dict[int, list[Doubt]] = field(default_factory=dict)  # by page
    files: Sequence[str] = ()

    def value(self, doubt: str) -> str | None:
        """What a person said to a doubt."""
        found = self.settled.get(doubt)
        return found.value if found else None

    def ask(self, at: int, *doubts: Doubt) -> None:
        """More doubts about a page."""
        self.doubts.setdefault(at, []).extend(doubts)


def account(
    ledger: Ledger,
    known: Known,
    scanned: Sequence[Scanned],
    settled: Mapping[str, Settled],
    names: Mapping[str, str],
    elsewhere: Collection[str] = (),
    accept_proposed: bool = False,
) -> Account:
    """The account of a batch. `names` are candidates by id, `settled` what a person decided (by the doubt's id), `elsewhere` the codes of
    copies, and the candidates, that came in other batches. With `accept_proposed`, doubts about marks
    are not open: what is proposed counts.
    """
    readings = [one.reading for one in scanned]
    work = _Work(ledger, known, settled, names, readings, files=[one.file for one in scanned])
    work.fates = [_first_fate(work, reading) for reading in readings]
    for at, reading in enumerate(readings):
        if work.fates[at][0] == "set aside":
            work.ask(at, set_aside(reading, next(name for name in _asides(reading) if work.value(name) == IGNORE)))
        elif reading.state == "doubtful" and not reading.code:
            work.ask(at, nameless(reading, reading.why))
        elif work.value(page_id(reading)) is not None:
            work.ask(at, nameless(reading, "a person typed its code"))
    sheets = _gathered(work)
    for sheet in sheets:
        _choose_pages(work, sheet)
    for sheet in sheets:
        _associate(work, sheet)
    sheets = _without_twice(work, sheets)
    for sheet in sheets:
        _ask_marks(work, sheet)
    gone = [doubt for sheet in sheets for doubt in sheet.doubts]
    doubts = [doubt for at in range(len(readings)) for doubt in work.doubts.get(at, ())] + gone
    still = {doubt.id for doubt in doubts if doubt.id not in settled and not (accept_proposed and doubt.kind == "marks")}
    still |= _unread(work) | _clashing(work, sheets)
    returned = [_returned(work, sheet, still) for sheet in sheets if sheet.main]
    whose = {at: sheet.candidate for sheet in sheets for at in sheet.main.values()}
    pages = [_page(work, at, still, whose.get(at, "")) for at in range(len(readings))]
    open_ones = tuple(dict.fromkeys(doubt.id for doubt in doubts if doubt.id in still))
    return Account(tuple(pages), tuple(returned), tuple(doubts), open_ones, tuple(_missing(work, sheets, elsewhere)))


def _first_fate(work: _Work, reading: PageReading) -> tuple[PageFate, str]:
    """By the reading alone, and what a person said of the page."""
    for name in _asides(reading):
        if work.value(name) == IGNORE:
            return "set aside", f"set aside by {work.settled[name].who}"
    return ("doubtful" if reading.state == "duplicate" else reading.state), reading.why


def _asides(reading: PageReading) -> tuple[str, ...]:
    """The doubts by which a page can be set aside."""
    return page_id(reading), identity_id(reading), seen_id(reading)


def _sides(work: _Work) -> Iterator[tuple[int, PageReading]]:
    """Pages that are sides of our sheets, by their index."""
    for at, reading in enumerate(work.readings):
        if reading.code and work.fates[at][0] in ("read", "doubtful"):
            yield at, reading


def _gathered(work: _Work) -> list[_Sheet]:
    """Pages by copy; of copy 0, whose sheet may have been printed many times, each first side with the sides that follow it."""
    found: dict[str, _Sheet] = {}
    for at, reading in _sides(work):
        entry = work.ledger.find(reading.code)
        if entry is None:
            work.fates[at] = "foreign", f"copy {reading.code} was not handed out with this paper"
            continue
        if entry.number:
            found.setdefault(entry.code, _Sheet(entry)).pages.setdefault(reading.side, []).append(at)
    return [*found.values(), *_gathered_zero(work)]


def _gathered_zero(work: _Work) -> list[_Sheet]:
    """Sheets of copy 0. A further side belongs to the first side before it in the same file; elsewhere a person says whose it is."""
    entry = work.ledger.entries[0]
    sheets: list[_Sheet] = []
    by_place: dict[tuple[str, int], _Sheet] = {}
    lost: list[int] = []
    for at, reading in _sides(work):
        if reading.code != entry.code:
            continue
        if reading.side == 1:
            twin = next((sheet for sheet in sheets if work.readings[sheet.pages[1][0]].digest == reading.digest), None)
            if twin is not None:
                twin.pages[1].append(at)
                continue
            sheet = _Sheet(entry, {1: [at]})
            sheets.append(sheet)
        else:
            before = by_place.get((work.files[at], reading.page - 1))
            if before is None or reading.side in before.pages or reading.side - 1 not in before.pages:
                lost.append(at)
                continue
            sheet = before
            sheet.pages[reading.side] = [at]
        by_place[work.files[at], reading.page] = sheet
    for at in lost:
        _find_owner(work, at, sheets)
    return sheets


def _find_owner(work: _Work, at: int, sheets: Sequence[_Sheet]) -> None:
    reading = work.readings[at]
    said = work.value(identity_id(reading))
    owner = next((sheet for sheet in sheets if said and _named(work, sheet)[0] == said), None)
    if owner is not None and reading.side not in owner.pages:
        owner.pages[reading.side] = [at]
        return
    without = [_named(work, sheet)[0] for sheet in sheets if reading.side not in sheet.pages]
    work.fates[at] = "doubtful", f"side {reading.side} without its first side before it"
    why = f"this is side {reading.side} of a sheet without a number on it, and its first side does not stand before it: whose is it?"
    work.ask(at, identity_doubt(reading, why, "", work.names, [one for one in without if one][:10]))


def _choose_pages(work: _Work, sheet: _Sheet) -> None:
    """One page for each side; the others are duplicates, or a person says which counts."""
    for side, held in sheet.pages.items():
        best = min(held, key=lambda at: (work.readings[at].state != "read", _unsure(work.readings[at]), at))
        others = [at for at in held if at != best]
        differing = [at for at in others if not same_marks(work.readings[best], work.readings[at])]
        if differing:
            doubt = which_page([work.readings[at] for at in held], side)
            said = work.value(doubt.id)
            work.ask(held[0], doubt)
            best = next((at for at, choice in zip(held, doubt.choices, strict=True) if choice == said), best)
            others = [at for at in held if at != best]
        sheet.main[side] = best
        kept = work.readings[best]
        where = f"page {kept.page} of {kept.source}"
        for at in others:
            same = same_marks(kept, work.readings[at])
            work.fates[at] = ("duplicate", f"the same marks as {where}") if same else ("differing duplicate", f"other marks than {where}")


def _unsure(reading: PageReading) -> int:
    return sum(one.state == "doubtful" for one in reading.bubbles)


def _first(work: _Work, sheet: _Sheet) -> tuple[int, PageReading]:
    """The page that says whose a sheet is: the first side, or else the first that came."""
    at = sheet.main[min(sheet.main)] if sheet.main else sheet.pages[min(sheet.pages)][0]
    return at, work.readings[at]


def _named(work: _Work, sheet: _Sheet) -> tuple[str, str]:
    """Whose a sheet is ("" where a person must say it), and why that is open."""
    _, reading = _first(work, sheet)
    said = work.value(identity_id(reading))
    if said is not None:
        return said, ""
    number, filled_in = reading.number.strip("_"), sheet.entry.candidate
    whole = number.isascii() and number.isdecimal()
    if filled_in:
        if whole and filled_in.isdecimal() and number != filled_in:
            return "", f"the sheet was printed for {filled_in}, and its grid says {number}"
        return filled_in, ""
    if reading.side != 1:
        return "", "its first side, with the candidate's number, did not come"
    if whole and (number in work.names or not work.names):
        return number, ""
    if not number:
        return "", "no candidate number is filled in"
    return "", f"the grid says {reading.number}, " + ("which is nobody's number" if whole else "which is not clear")


def _associate(work: _Work, sheet: _Sheet) -> None:
    at, reading = _first(work, sheet)
    sheet.candidate, why = _named(work, sheet)
    said = work.value(identity_id(reading)) is not None
    if why or said:
        first = [sheet.entry.candidate] if sheet.entry.candidate else []
        work.ask(at, identity_doubt(reading, why or "a person said whose it is", reading.number, work.names, first))


def _without_twice(work: _Work, sheets: list[_Sheet]) -> list[_Sheet]:
    """A candidate has one sheet: the same marks twice on the paper without copies count once; anything else is for a person."""
    many = Counter(sheet.candidate for sheet in sheets if sheet.candidate)
    kept: dict[str, _Sheet] = {}
    found = []
    for sheet in sheets:
        if many[sheet.candidate] > 1 and sheet.candidate:
            first = kept.setdefault(sheet.candidate, sheet)
            if first is not sheet and _same_sheet(work, first, sheet):
                for side, at in sheet.main.items():
                    other = work.readings[first.main[side]]
                    work.fates[at] = "duplicate", f"the same marks as page {other.page} of {other.source}"
                continue
        found.append(sheet)
    clash = Counter(sheet.candidate for sheet in found if sheet.candidate)
    for sheet in found:
        if clash[sheet.candidate] > 1:
            _ask_twice(work, sheet, [other for other in found if other.candidate == sheet.candidate and other is not sheet])
    return found


def _same_sheet(work: _Work, first: _Sheet, second: _Sheet) -> bool:
    if first.entry is not second.entry or first.main.keys() != second.main.keys():
        return False
    return all(same_marks(work.readings[first.main[side]], work.readings[second.main[side]]) for side in first.main)


def _ask_twice(work: _Work, sheet: _Sheet, others: Iterable[_Sheet]) -> None:
    """Two sheets name one candidate. What was settled before does not help: a person names another, or sets one aside."""
    at, reading = _first(work, sheet)
    places = [f"page {other.page} of {other.source}" for _, other in (_first(work, one) for one in others)]
    why = f"{sheet.candidate} is on another sheet, too ({', '.join(places)}): whose is this one, or which is set aside?"
    doubt = replace(identity_doubt(reading, why, reading.number, work.names, [sheet.candidate]), id=twice_id(reading))
    work.ask(at, replace(doubt, choices=(IGNORE, *doubt.choices)))
    said = work.value(doubt.id)
    if said == IGNORE:
        for page in sheet.main.values():
            work.fates[page] = "set aside", f"set aside by {work.settled[doubt.id].who}"
        sheet.main.clear()
    elif said:
        sheet.candidate = said


def _ask_marks(work: _Work, sheet: _Sheet) -> None:
    for at in sheet.main.values():
        reading = work.readings[at]
        plan = work.known(reading.code)
        whole = hardly_seen(reading, sheet.candidate)
        if whole is not None:
            work.ask(at, whole)
        if plan is not None:
            work.ask(at, *mark_doubts(reading, plan, sheet.candidate))
    plan = work.known(sheet.entry.code)
    if plan is not None and sheet.main:
        _, reading = _first(work, sheet)
        base = sheet.entry.code if sheet.entry.number else identity_id(reading).partition("-")[0]
        for page in plan.sheet.pages:
            if page.number not in sheet.main:
                why = f"side {page.number} of this sheet did not come: scan it into this batch, too, or say that it is blank"
                name = f"{base}-side{page.number}"
                sheet.doubts.append(Doubt(name, "page", "", 0, sheet.entry.code, 0, 0, "", why, (BLANK_SIDE,), sheet.candidate))


def _unread(work: _Work) -> set[str]:
    """Doubts that are settled but do not help yet: a page whose code was typed is read when the batch is scanned again."""
    return {page_id(one) for one in work.readings if not one.code and "/" in (work.value(page_id(one)) or "")}


def _clashing(work: _Work, sheets: Sequence[_Sheet]) -> set[str]:
    """Doubts about two sheets of one candidate that were settled without parting them."""
    many = Counter(sheet.candidate for sheet in sheets if sheet.candidate and sheet.main)
    return {twice_id(_first(work, sheet)[1]) for sheet in sheets if sheet.main and many[sheet.candidate] > 1}


def _returned(work: _Work, sheet: _Sheet, still: Collection[str]) -> Returned:
    own = [doubt.id for at in (at for held in sheet.pages.values() for at in held) for doubt in work.doubts.get(at, ())]
    own += [doubt.id for doubt in sheet.doubts]
    pages = {side: work.readings[at] for side, at in sorted(sheet.main.items())}
    return Returned(sheet.entry.number, sheet.entry.code, sheet.candidate, pages, tuple(name for name in own if name in still))


def _page(work: _Work, at: int, still: Collection[str], candidate: str) -> PageAccount:
    reading, (fate, why) = work.readings[at], work.fates[at]
    if fate in ("read", "doubtful") and reading.code:
        asked = [doubt for doubt in work.doubts.get(at, ()) if doubt.id in still]
        fate, why = ("doubtful", _reasons(asked)) if asked else ("read", "")
    return PageAccount(reading, fate, why, candidate)


def _reasons(asked: Sequence[Doubt]) -> str:
    """`2 questions with unclear marks (7, 12); whose it is: ...`"""
    parts = []
    marks = [f"{doubt.question}.{doubt.row}" if doubt.row else str(doubt.question) for doubt in asked if doubt.kind == "marks"]
    written = [str(doubt.question) for doubt in asked if doubt.kind == "written"]
    if marks:
        parts.append(f"unclear marks: {', '.join(marks)}")
    if written:
        parts.append(f"written numbers to read: {', '.join(written)}")
    parts += [doubt.why for doubt in asked if doubt.kind in ("identity", "page")]
    return "; ".join(parts)


def _missing(work: _Work, sheets: Sequence[_Sheet], elsewhere: Collection[str]) -> Iterator[Missing]:
    """Sides of sheets that came in part, then whole sheets of candidates from whom nothing came."""
    unknown = {sheet.entry.code for sheet in sheets if not sheet.candidate}
    for sheet in sheets:
        plan = work.known(sheet.entry.code)
        for page in plan.sheet.pages if plan is not None and sheet.main else ():
            if page.number not in sheet.main:
                name = work.names.get(sheet.candidate, "")
                yield Missing(sheet.entry.number, sheet.entry.code, page.number, sheet.candidate, name)
    came = {sheet.candidate for sheet in sheets} | {work.ledger.entries[0].candidate}
    came |= {entry.candidate for entry in work.ledger.entries.values() if entry.code in elsewhere}
    for entry in work.ledger.entries.values():
        if entry.candidate and entry.candidate not in came and entry.candidate not in elsewhere and entry.code not in unknown:
            yield Missing(entry.number, entry.code, 0, entry.candidate, work.names.get(entry.candidate, ""))
