"""Cells that run again, in a real kernel that is told which cell it runs, as JupyterLab does."""

import json

import pytest
from jupyter_client.manager import start_new_kernel

SETUP = """
import json
import altair as alt, polars as pl, workbook as wb
articles = pl.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["Courier", "Wire", None]})
drawings = []

def draw(chosen):
    drawings.append(chosen.height)
    return alt.Chart(chosen).mark_bar().encode(x="count()", y="outlet:N")
"""
PANEL = "panel = wb.FilterPanel(articles)"
SHOW = "panel.show(draw)"


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel()
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, code: str, cell: str | None) -> str:
    """Run a cell; what it printed, once it is done."""
    metadata = {"cellId": cell} if cell else {}
    request = client.session.msg(
        "execute_request", {"code": code, "store_history": True}, metadata=metadata
    )
    client.shell_channel.send(request)
    printed = ""
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request["header"]["msg_id"]:
            continue
        content = message["content"]
        if message["msg_type"] == "error":
            raise AssertionError("\n".join(content["traceback"]))
        if message["msg_type"] == "stream":
            printed += content["text"]
        if message["msg_type"] == "status" and content["execution_state"] == "idle":
            return printed


def change_and_count(client, outlet: str) -> list[int]:
    """The drawings that one change of the outlets makes."""
    code = f"drawings.clear(); panel.filter = wb.Filter(outlet=({outlet},)); print(drawings)"
    return json.loads(run(client, code, "probe"))


@pytest.mark.parametrize("cells", [("one", "two"), (None, None)], ids=["cell ids", "none sent"])
def test_cells_run_five_times_over_give_one_drawing_for_one_change(kernel, cells):
    run(kernel, SETUP, "setup")
    run(kernel, PANEL, cells[0])
    for _ in range(5):
        run(kernel, SHOW, cells[1])
    assert change_and_count(kernel, "'Wire'") == [1]


def test_the_panels_cell_run_again_keeps_its_choice_and_the_outputs_of_other_cells(kernel):
    run(kernel, SETUP, "setup")
    run(kernel, PANEL, "three")
    run(kernel, SHOW, "four")
    change_and_count(kernel, "'Wire'")
    for _ in range(5):
        run(kernel, PANEL, "three")
    assert run(kernel, "print(panel.filter)", "five") == "wb.Filter(outlet=('Wire',))\n"
    assert change_and_count(kernel, "'Courier', None") == [2]


def test_a_panel_and_its_outputs_in_one_cell_can_run_again(kernel):
    run(kernel, SETUP, "setup")
    for _ in range(5):
        run(kernel, f"{PANEL}\n{SHOW}", "six")
    assert change_and_count(kernel, "'Wire'") == [1]


def test_cells_run_again_let_go_of_what_they_made_before(kernel):
    run(kernel, SETUP, "setup")
    count = "import ipywidgets.widgets.widget as widget; print(len(widget._instances))"
    counts = []
    for _ in range(3):
        run(kernel, PANEL, "fourteen")
        run(kernel, SHOW, "fifteen")
        counts.append(run(kernel, count, "probe"))
    assert counts[1:] == [counts[0]] * 2
    run(kernel, SHOW, "fifteen")
    assert run(kernel, count, "probe") == counts[0]


def test_the_controls_on_screen_are_those_of_the_new_panel(kernel):
    run(kernel, SETUP, "setup")
    run(kernel, PANEL, "sixteen")
    run(kernel, "shown = panel.show(draw)", "seventeen")
    run(kernel, PANEL, "sixteen")
    assert run(kernel, "print(shown.children[0] is panel)", "probe") == "True\n"


def test_two_outputs_in_two_cells_both_follow(kernel):
    run(kernel, SETUP, "setup")
    run(kernel, PANEL, "seven")
    run(kernel, SHOW, "eight")
    run(kernel, SHOW, "nine")
    assert change_and_count(kernel, "'Wire'") == [1, 1]


def test_two_panels_of_one_cell_keep_each_its_own_choice(kernel):
    run(kernel, SETUP, "setup")
    both = "one = wb.FilterPanel(articles)\nother = wb.FilterPanel(articles)\none.show(draw)"
    run(kernel, both, "ten")
    run(kernel, "other.show(draw)", "eleven")
    run(kernel, "other.filter = wb.Filter(outlet=('Wire',))", "probe")
    for _ in range(3):
        run(kernel, both, "ten")
    filters = run(kernel, "print(one.filter, other.filter)", "probe")
    assert filters == "wb.Filter() wb.Filter(outlet=('Wire',))\n"
    for panel in ("one", "other"):
        code = f"drawings.clear(); {panel}.filter = wb.Filter(); print(drawings)"
        assert run(kernel, code, "probe") == "[3]\n"


def test_a_mark_picked_in_a_chart_of_another_cell_reaches_the_new_panel(kernel):
    run(kernel, SETUP, "setup")
    run(kernel, PANEL, "twelve")
    run(kernel, "shown = panel.show(draw)\nchart = shown.children[-1].children[0]", "thirteen")
    run(kernel, PANEL, "twelve")
    pick = "chart._answer(None, {'type': 'pick', 'row': {'outlet': 'Wire'}}, [])"
    assert run(kernel, f"{pick}; print(panel.filter)", "probe") == ("wb.Filter(outlet=('Wire',))\n")
