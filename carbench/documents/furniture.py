"""What frames the body: the head and the foot of each page, the opening of the first.

Number and banners stand on each page, so that a page that has lost the others
still says what it is and that it is provisional.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from carbench.documents.code import data_matrix
from carbench.documents.marks import Filled, Framed, Mark, Rectangle, Rule
from carbench.documents.paper import Paper, Type
from carbench.documents.row import drop, runs
from carbench.documents.typeset import Pen, Setting
from carbench.domain.sheet import Face, Sheet

WIDEST_PAGE = "000"
"""Room is kept for page numbers of three digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Marks from the top of the page, and where they end."""

    marks: tuple[Mark, ...]
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The foot of a page; only the page number differs."""

    top: float
    sheet: Sheet
    paper: Paper
    text: Setting

    def marks(self, number: int, count: int) -> tuple[Mark, ...]:
        """Give the foot of one page."""
        style, page = self.paper.foot, self.paper.page
        shown = _pen(style, self.paper).set(self.sheet.page.format(n=number, m=count), page.inner)
        base = self.top + style.above + drop(shown, style.leading_pt)
        return (
            Rule(x=page.side, y=self.top, length=page.inner, thickness_pt=style.rule_pt, ink=self.paper.ink.rule),
            *runs(self.text, page.side, base, style.leading_pt),
            *runs(shown, page.right - shown.width, base, style.leading_pt),
        )


def _pen(style: Type, paper: Paper) -> Pen:
    return Pen(face=Face.PLAIN, size_pt=style.size_pt, ink=paper.ink.text, strong=style.strong)


def face_pen(face: Face, style: Type, paper: Paper) -> Pen:
    """Give the pen for a text of the sheet in its own face."""
    scale = paper.exact.scale
    return Pen(face=face, size_pt=style.size_pt, ink=paper.ink.text, strong=style.strong, exact_scale=scale)


def foot(sheet: Sheet, paper: Paper) -> Foot:
    """Measure the foot from the lower margin upwards."""
    style, page = paper.foot, paper.page
    pen = _pen(style, paper)
    reserved = pen.set(sheet.page.format(n=WIDEST_PAGE, m=WIDEST_PAGE), page.inner).width + style.gap
    text = pen.set(sheet.foot, page.inner - reserved)
    height = style.above + max(1, len(text.lines)) * style.leading_pt
    return Foot(top=page.height - page.bottom - height, sheet=sheet, paper=paper, text=text)


def head(sheet: Sheet, paper: Paper) -> Block:
    """Set issuer and number on one line, a rule, and the banners below it."""
    style, page = paper.head, paper.page
    number = face_pen(Face.EXACT, style, paper).set(sheet.number, page.inner / 2)
    issuer = _pen(style, paper).set(sheet.issuer, page.inner - number.width - style.gap)
    base = page.top + drop(issuer, style.leading_pt)
    lines = max(len(issuer.lines), len(number.lines))
    rule = Rule(
        x=page.side,
        y=page.top + lines * style.leading_pt + style.below,
        length=page.inner,
        thickness_pt=style.rule_pt,
        ink=paper.ink.rule,
    )
    texts = (
        *runs(issuer, page.side, base, style.leading_pt),
        *runs(number, page.right - number.width, base, style.leading_pt),
    )
    banners = _banners(sheet, paper, rule.y)
    return Block(marks=(*texts, rule, *banners.marks), end=banners.end)


def _banners(sheet: Sheet, paper: Paper, top: float) -> Block:
    """Set the banners side by side, the first one solid; what does not fit begins a line."""
    style, page = paper.banner, paper.page
    marks: list[Mark] = []
    x, y, end = page.side, top + style.above, top
    for text in filter(None, sheet.banners):
        solid = not marks
        ink = paper.ink.reverse if solid else paper.ink.text
        setting = replace(_pen(style, paper), ink=ink).set(text, page.inner - 2 * style.pad)
        if x > page.side and x + setting.width + 2 * style.pad > page.right:
            x, y = page.side, end + style.gap
        box = Rectangle(
            x=x,
            y=y,
            width=setting.width + 2 * style.pad,
            height=len(setting.lines) * style.leading_pt + 2 * style.rise,
        )
        marks += _banner(setting, box, paper, solid=solid)
        x, end = x + box.width + style.gap, max(end, y + box.height)
    return Block(marks=tuple(marks), end=end)


def _banner(setting: Setting, box: Rectangle, paper: Paper, *, solid: bool) -> Iterator[Mark]:
    style, ink = paper.banner, paper.ink.text
    yield Filled(rectangles=(box,), ink=ink) if solid else Framed(rectangle=box, frame_pt=style.frame_pt, ink=ink)
    base = box.y + style.rise + drop(setting, style.leading_pt)
    yield from runs(setting, box.x + style.pad, base, style.leading_pt)


def opening(sheet: Sheet, paper: Paper, top: float) -> Block:
    """Set title, subtitle and number at the left of the code; on the first page only."""
    page, code = paper.page, paper.code
    within = page.inner - code.side - code.gap
    marks: list[Mark] = []
    y = top
    for text, face, style in (
        (sheet.title, Face.PLAIN, paper.title),
        (sheet.subtitle, Face.PLAIN, paper.subtitle),
        (sheet.number, Face.EXACT, paper.number),
    ):
        setting = face_pen(face, style, paper).set(text, within)
        marks += runs(setting, page.side, y + drop(setting, style.leading_pt), style.leading_pt)
        y += len(setting.lines) * style.leading_pt
    place = Rectangle(x=page.right - code.side, y=top, width=code.side, height=code.side)
    marks.append(Filled(rectangles=data_matrix(sheet.number, place), ink=paper.ink.text))
    return Block(marks=tuple(marks), end=max(y, top + code.side))
