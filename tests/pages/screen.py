"""What a page shows, read as people read it: cards, sentences, tables, messages, controls, and texts of charts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Self

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "lederpulje" / "ui" / "shell.py"
CLAIM = "Krav på puljen (≈ skøn)"  # the card, where a price is an estimate
PAGES = (
    *(
        "overblik",
        "scenarier",
        "foelsomhed",
        "temaer",
        "tidsplan",
        "kurser",
        "beslutninger",
        "budgetopfoelgning",
        "aar_for_aar",
    ),
    "tilgaengelighed",
)


@dataclass
class Node:
    """An element of one of our templates."""

    tag: str
    classes: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, with ordinary single spaces."""
        return tidy("".join(f" {c.text} " if isinstance(c, Node) else c for c in self.content))

    def all(self, name: str) -> list[Node]:
        """Every element within that has this tag or class, in order."""
        found: list[Node] = []
        for child in self.content:
            if isinstance(child, Node):
                if name == child.tag or name in child.classes:
                    found.append(child)
                found += child.all(name)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.open[-1].content.append(" ")
            return
        attributes = {name: value or "" for name, value in attrs}
        node = Node(tag, tuple(attributes.get("class", "").split()), attributes)
        self.open[-1].content.append(node)
        self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def tidy(text: str) -> str:
    """The text with ordinary single spaces, and none before a full stop."""
    return re.sub(r"\s+", " ", text).strip()


def bare(markdown: str) -> str:
    """What a label with everything escaped looks like on screen."""
    return re.sub(r"\\([^a-zæøå0-9\s])", r"\1", markdown)


@dataclass(frozen=True)
class LeverOnScreen:
    """The lever in front, as it is sent to the browser."""

    group: str
    groups: dict[str, str]
    field: str
    fields: dict[str, str]
    title: str
    value: str
    positions: list[str]
    texts: list[str]
    tip: tuple[int, str]


class Screen:
    """One user's page. Every step runs the script and fails on an exception."""

    def __init__(self, page: str = "overblik", **address: str) -> None:
        self.at = AppTest.from_file(str(SHELL), default_timeout=30)
        # AppTest looks for components in every package installed, a third of a second each time: there are none.
        self.at._bidi_component_manager = BidiComponentManager()
        self.at.query_params.update(address)
        if page != "overblik":  # as a browser that is linked to it asks for it
            self.at._page_hash = calc_hash(page)
        self._run()
        self.at._page_hash = ""

    def go(self, page: str) -> Self:
        """Go to another page of the app, with the address as it is."""
        self.at.switch_page(str(ROOT / "pages" / f"{page}.py"))
        self._run()
        self.at._page_hash = ""  # or it would stay there, wherever the app itself goes next
        return self

    def again(self, **address: str) -> Self:
        """Run once more, with more in the address."""
        self.at.query_params.update(address)
        return self._run()

    def _run(self) -> Self:
        self.at.run()
        assert not self.at.exception, [e.value for e in self.at.exception]
        return self

    def unfold(self) -> Self:
        """Open the parts that are folded away."""
        for key in ("spor", "tallene_bag", "kilder", "hent_tal"):
            self.at.session_state[key] = True
        return self._run()

    @property
    def address(self) -> dict[str, str]:
        """The parameters of the address."""
        return {
            name: value if isinstance(value, str) else value[-1]
            for name, value in self.at.query_params.items()
            if value
        }

    # --- doing ---------------------------------------------------------------------------------------------

    def answer(self, value: str, condition: str = "sso_midler") -> Self:
        """Turn the switch of a condition."""
        return self._set({condition: value}, None)

    def choose(self, key: str, value: Any) -> Self:
        """Choose in a list."""
        self.at.selectbox(key=key).set_value(value)
        return self._run()

    def turn_to(self, lever: str) -> Self:
        """Put another lever in front: the name of its override."""
        (component,) = self.at.get("bidi_component")
        event = WidgetState(id=_make_trigger_id(component.proto.id, "events"))
        event.json_trigger_value = json.dumps([{"event": "greb", "value": lever}])
        return self._say(event)

    def slide(self, position: str) -> Self:
        """Move the slider."""
        assert position in self.lever.positions
        return self._set({}, position)

    def step(self, by: int) -> Self:
        """One step up or down the lever; at its end the browser says nothing."""
        at = self.lever.positions.index(self.lever.value) + by
        return self.slide(self.lever.positions[at]) if 0 <= at < len(self.lever.positions) else self

    def _set(self, answers: dict[str, str], position: str | None) -> Self:
        """Say what the hand has set, in the words of live.js."""
        live, options = self.live, [value for value, _ in self.live["options"]]
        now = {s[0]: options[a] for s, a in zip(live["switches"], live["answers"], strict=True)}
        assert answers.keys() <= now.keys()
        lever = live["lever"]
        said = {
            "n": live["seen"] + 1,
            "answers": now | answers,
            "lever": lever and lever["name"],
            "position": lever and (position or lever["positions"][lever["at"]]),
        }
        return self.hand(said)

    def hand(self, said: object) -> Self:
        """Say anything at all as the live part's value."""
        (component,) = self.at.get("bidi_component")
        return self._say(WidgetState(id=component.proto.id, json_value=json.dumps({"v": said})))

    def _say(self, state: WidgetState) -> Self:
        states = self.at._tree.get_widget_states()
        states.widgets.append(state)
        self.at._run(states)
        assert not self.at.exception, [e.value for e in self.at.exception]
        return self

    def press(self, key: str) -> Self:
        """Press a button."""
        self.at.button(key=key).click()
        return self._run()

    # --- seeing --------------------------------------------------------------------------------------------

    @property
    def live(self) -> dict[str, Any]:
        """What the live part is given."""
        (component,) = self.at.get("bidi_component")
        found: dict[str, Any] = json.loads(component.proto.json)
        return found

    @property
    def live_row(self) -> dict[str, Any] | None:
        """The row of the live part's table that its controls stand at; `None` on a page without it."""
        if not self.at.get("bidi_component"):
            return None
        live, row = self.live, 0
        for (_, _, held), answer in zip(live["switches"], live["answers"], strict=True):
            row = row * 3 + answer if held else row
        lever = live["lever"]
        found: dict[str, Any] = live["rows"][row * len(lever["positions"]) + lever["at"] if lever else row]
        return found

    @property
    def switches(self) -> dict[str, str]:
        """The conditions that can be answered: key → answer."""
        live = self.live
        return {s[0]: live["options"][a][0] for s, a in zip(live["switches"], live["answers"], strict=True)}

    @property
    def lever(self) -> LeverOnScreen:
        """The lever in front."""
        live = self.live
        found = live["lever"]
        row = 0
        for (_, _, held), answer in zip(live["switches"], live["answers"], strict=True):
            row = row * 3 + answer if held else row
        return LeverOnScreen(
            found["group"],
            dict(found["groups"]),
            found["name"],
            dict(found["fields"]),
            found["title"],
            found["positions"][found["at"]],
            found["positions"],
            [tidy(text) for text in found["texts"]],
            tuple(found["tips"][row]),
        )

    @property
    def nodes(self) -> Node:
        """Everything drawn by our templates."""
        reader = _Reader()
        for element in self.at.get("html"):
            reader.feed(element.proto.body)
        assert reader.open == [reader.root], "an element is left open"
        return reader.root

    @property
    def heading(self) -> str:
        """The heading of the page."""
        (title,) = self.at.title
        return bare(str(title.value))

    @property
    def cards(self) -> dict[str, tuple[str, str]]:
        """The key figures: name → (figure, note)."""
        if row := self.live_row:
            return {
                name: (tidy(" ".join(" ".join(line) for line in lines)), tidy(note))
                for name, lines, note, _ in row["cards"]
            }
        return {
            card.all("navn")[0].text: (card.all("tal")[0].text, card.all("note")[0].text)
            for card in self.nodes.all("kort")
        }

    @property
    def conclusion(self) -> str:
        """The sentence of conclusion."""
        if row := self.live_row:
            return tidy(row["said"])
        (node,) = self.nodes.all("konklusion")
        return tidy("".join(c for c in node.content if isinstance(c, str)))

    @property
    def under_conclusion(self) -> str:
        """The small line under the conclusion."""
        if row := self.live_row:
            return tidy(row["more"])
        return " ".join(small.text for node in self.nodes.all("konklusion") for small in node.all("small"))

    @property
    def tables(self) -> dict[str, list[list[str]]]:
        """Caption → rows of cells, headings included."""
        return {
            table.all("caption")[0].text: [
                [cell.text for cell in row.content if isinstance(cell, Node)] for row in table.all("tr")
            ]
            for table in self.nodes.all("table")
        }

    def row(self, title: str) -> list[str]:
        """The row of an activity in the table of activities, by the start of its title."""
        rows = [r for caption, t in self.tables.items() if caption.startswith("Aktiviteterne i") for r in t]
        (found,) = [r for r in rows if r[0].startswith(title)]
        return found

    @property
    def messages(self) -> dict[str, list[str]]:
        """Heading → lines of each message."""
        return {
            node.all("overskrift")[0].text: [line.text for line in node.all("li")]
            for node in self.nodes.all("besked")
        }

    @property
    def footnotes(self) -> list[str]:
        """The notes under the chart."""
        return [p.text for node in self.nodes.all("fodnoter") for p in node.all("p")]

    @property
    def trace(self) -> dict[str, str]:
        """Where the figures come from."""
        return dict(
            zip((n.text for n in self.nodes.all("dt")), (n.text for n in self.nodes.all("dd")), strict=True)
        )

    @property
    def errors(self) -> list[str]:
        """Error messages in the page."""
        return [bare(str(e.value)) for e in self.at.error]

    @property
    def has_sidebar(self) -> bool:
        """Whether anything stands in the sidebar."""
        return len(self.at.sidebar.children) > 0

    @property
    def buttons(self) -> list[str]:
        """What the buttons say."""
        return [bare(b.label) for b in self.at.button]

    def chosen(self, key: str) -> Any:
        """What stands chosen in a list."""
        return self.at.selectbox(key=key).value

    def options(self, key: str) -> list[str]:
        """What can be chosen in a list."""
        return list(self.at.selectbox(key=key).options)

    def chart(self, key: str) -> dict[str, Any]:
        """The chart as it is sent to the browser."""
        (found,) = [c.proto for c in self.at.get("plotly_chart") if c.proto.id.endswith(key)]
        return {**json.loads(found.spec), "alt": found.alt}

    @property
    def pieces(self) -> list[list[Any]]:
        """The picture of the live part."""
        row = self.live_row
        assert row is not None
        pieces: list[list[Any]] = [*self.live["layouts"][row["layout"]]["pieces"], *row["pieces"]]
        return pieces

    @property
    def picture_texts(self) -> list[str]:
        """The texts in the picture of the live part, from the top."""
        return [_words(piece) for piece in sorted(self.pieces, key=lambda p: p[2]) if piece[0] == "t"]

    def chart_texts(self, key: str) -> list[str]:
        """The texts in the chart, without markup."""
        return [
            tidy(unescape(re.sub(r"<[^>]*>", " ", text))).replace(" :", ":")
            for text in _texts_of(self.chart(key))
        ]

    @property
    def everything(self) -> str:
        """All text on the page in one piece."""
        charts = [text for c in self.at.get("plotly_chart") for text in _texts_of(json.loads(c.proto.spec))]
        labels = [bare(w.label) for w in (*self.at.selectbox, *self.at.button)]
        options = [o for box in self.at.selectbox for o in box.options]
        titles = [bare(str(t.value)) for t in self.at.title]
        live = self._live_texts() if self.at.get("bidi_component") else []
        return tidy(" ".join([*titles, self.nodes.text, *self.errors, *charts, *labels, *options, *live]))

    def _live_texts(self) -> list[str]:
        live = self.live
        lever = [*dict(live["lever"]["groups"]).values(), *live["lever"]["texts"]] if live["lever"] else []
        cards = [part for name, figure in self.cards.items() for part in (name, *figure)]
        return [*cards, self.conclusion, self.under_conclusion, *lever, *self.picture_texts]


def _texts_of(figure: dict[str, Any]) -> list[str]:
    return [text for trace in figure["data"] if trace.get("mode") == "text" for text in trace["text"]]


def _words(piece: list[Any]) -> str:
    """The words of a text in the picture."""
    return tidy(" ".join("".join(run[0] for run in line) for line in piece[-1]))
