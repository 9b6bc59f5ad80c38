from tests.pages.screen import Screen
import pytest, traceback
@pytest.mark.parametrize("page",["overblik","scenarier"])
def test_umulig(serve,page):
    serve("faulty")
    s=Screen(page,scenarie="umulig")
    print(s.messages, s.trace)
def test_ovr(serve):
    serve("seed")
    s=Screen("scenarier",scenarie="forsigtig-laesning",greb="frame.kurser")
    print(s.at.select_slider[0].value)
    s.slide("150000")
    print(s.address, s.trace, s.messages, s.cards)
    s.choose("grundlag","sso-betaler"); print(s.address)
    print([c.value for c in s.at.code], s.at.get("popover"))
def test_two(serve):
    serve("seed")
    s=Screen("scenarier")
    s.answer("nej"); print(s.address,s.cards,s.chosen("scenarie"),s.options("scenarie"))
    s.press("mindre"); print(s.address,s.cards)
    s.slide("1"); print(s.cards, s.messages,s.trace)
    print([c.value for c in s.at.code])
