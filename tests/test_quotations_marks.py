"""Which stretches of a text stand in quotation marks."""

import pytest

from workbook.quotations.marks import find_quoted


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("“A ‘b’ c” d", ["“A ‘b’ c”"]),
        ('“The "old" town” fell.', ['“The "old" town”']),
        ("‘The workers’ view,’ he said.", ["‘The workers’ view,’"]),
        ("It's the workers' room, not the '90s.", []),
        ('A 6-foot-2" guard and a 3" pipe.', []),
        ("``Fine,'' he said.", ["``Fine,''"]),
        ("„Gut“, sagte er.", ["„Gut“, sagte er."]),
        ("He said: ”a closing mark opens” here", ["”a closing mark opens”"]),
        ("", []),
    ],
)
def test_stretches_in_marks(body, expected):
    assert [body[quoted.start : quoted.end] for quoted in find_quoted(body)] == expected


def test_a_mark_that_opens_twice_was_not_closed_the_first_time():
    body = "“It is old. We know. “It is safe,” he said."
    first, second = find_quoted(body)
    assert (body[first.start : first.end], first.closed) == ("“It is old.", False)
    assert (body[second.start : second.end], second.closed) == ("“It is safe,”", True)


def test_an_open_paragraph_goes_on_only_if_the_next_opens_with_a_mark():
    goes_on, last = find_quoted("“It rained. We left.\n\n“It snowed.”")
    assert (goes_on.continues, last.continues) == (True, False)
    [alone] = find_quoted("“It rained. We left.\n\nIt snowed.")
    assert (alone.end, alone.continues) == (11, False)
