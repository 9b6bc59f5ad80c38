from tests.pages.screen import Screen
import pytest, traceback
@pytest.mark.parametrize("page",["overblik","scenarier"])
def test_umulig(serve,page):
    serve("faulty")
    s=Screen(page,scenarie="umulig")
    print(s.messages)
    s.unfold()
    print(s.tables,s.trace)
def test_two(serve):
    serve("seed")
    s=Screen("scenarier")
    print(s.at.button_group[0].proto.label, s.at.button_group)
    s.answer("nej"); print(s.address,s.cards,s.chosen("scenarie"),s.options("scenarie"))
    print(s.chart_texts("betalere"))
    s.press("mindre"); print(s.address,s.cards)
    s.slide("1"); print(s.cards, s.messages,s.trace)
    print([c.value for c in s.at.code])
    print(s.everything)
    m=Screen("scenarier",vis="moede"); print(m.buttons, m.has_sidebar); m.press("forrige"); print(m.heading,m.address)
