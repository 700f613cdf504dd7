"""Who a mention is, in which role, who was told and who passes it on."""

import polars as pl
import pytest

from workbook.quotations import find_quotations


def rows(body: str, *columns: str) -> list[tuple[str | None, ...]]:
    found = find_quotations(pl.DataFrame({"article_id": ["a"], "body": [body]}))
    return found.select(columns).rows()


def speakers(body: str) -> list[str | None]:
    return [speaker for (speaker,) in rows(body, "speaker")]


@pytest.mark.parametrize(
    ("body", "last"),
    [
        # Surname, title and surname, first name, both of two surnames, several initials.
        ("Ana Ruiz spoke. Ruiz said it was late.", "Ana Ruiz"),
        ("Ana Ruiz spoke. Ms. Ruiz said it was late.", "Ana Ruiz"),
        ("Ana Ruiz spoke. Mayor Ruiz said it was late.", "Ana Ruiz"),
        ("Ana Ruiz spoke. Ana said it was late.", "Ana Ruiz"),
        ("Eva Ruiz Ortega spoke. Ruiz said it was late.", "Eva Ruiz Ortega"),
        ("Eva Ruiz Ortega spoke. Ortega said it was late.", "Eva Ruiz Ortega"),
        ("Jan P. Bos spoke. Jan Bos said it was late.", "Jan P. Bos"),
        # Family name first, hyphens, particles, marks of other alphabets.
        ("Li Weimin spoke. Li said it was late.", "Li Weimin"),
        ("Tran Van Minh spoke. Tran said it was late.", "Tran Van Minh"),
        ("Nguyễn Thị Lan spoke. According to Nguyễn, it was late.", "Nguyễn Thị Lan"),
        ("Park Min-seo spoke. Park said it was late.", "Park Min-seo"),
        ("Ana Ruiz-Ortega spoke. Ruiz-Ortega said it was late.", "Ana Ruiz-Ortega"),
        ("Omar bin Rashid spoke. Bin Rashid left. Rashid said it was late.", "Omar bin Rashid"),
        ("Karim al-Hadi spoke. Al-Hadi left. Karim said it was late.", "Karim al-Hadi"),
        ("Jan Van Dorn spoke. Van Dorn said it was late.", "Jan Van Dorn"),
        ("Ilse von der Aue spoke. Von der Aue left. Ilse said it was late.", "Ilse von der Aue"),
        ("Seán O’Dell spoke. O’Dell said it was late.", "Seán O’Dell"),
        ("Zoë Çelik spoke. Çelik said it was late.", "Zoë Çelik"),
        # What only stands before a name is no part of it.
        ("Thai Ambassador to Chile Ploy Somchai said it was late.", "Ploy Somchai"),
        ("Head of the Port Authority Eva Bos said it was late.", "Eva Bos"),
        ("Hill Bank CEO Eva Bos said it was late.", "Eva Bos"),
        ("BRIDGE IS SAFE, SAYS BOS\n\nEva Bos came. Bos said it was late.", "Eva Bos"),
        ("Eva Bos Says Bridge Will Close\n\nEva Bos came. Bos said it was late.", "Eva Bos"),
    ],
)  # fmt: skip
def test_a_person_is_the_fullest_form_of_the_name(body, last):
    assert speakers(body)[-1] == last


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Li Hong and Li Wei met. Li said it was late.", [None]),
        ("Li Hong and Li Wei met. Li Wei said it was late.", ["Li Wei"]),
        (
            "Li Hong said it was late. Li said it rained. Li Wei said it was cold.",
            ["Li Hong", "Li Hong", "Li Wei"],
        ),
        ("Jan Bos met Eva Bos. Ms. Bos said it was late.", ["Eva Bos"]),
        ("Jan Bos met Eva Bos. Eva Bos said it rained. Bos said it was late.", ["Eva Bos"] * 2),
        ("Ana Ruiz met Bos and Li. Bos and Li said it was late.", ["Bos and Li"]),
    ],
)
def test_two_people_with_one_surname_are_told_apart(body, found):
    assert speakers(body) == found


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("Ana Ruiz, a chemist, came. The chemist said it was late.", "Ana Ruiz"),
        ("Ministry spokeswoman Ana Ruiz came. The spokesperson said it was late.", "Ana Ruiz"),
        ("Jan Bos, professor at Hill Lab, came. The scholar said it was late.", "Jan Bos"),
        ("Thai President Jan Bos came. The Thai leader said it was late.", "Jan Bos"),
        ("US President Jan Bos came. The Thai leader said it was late.", "Thai leader"),
        ("Vice president Jan Bos came. The president said it was late.", None),
        ("Jan Bos, a chemist, met Ana Ruiz, a chemist. The chemist said it was late.", None),
        ("The expert said it was late.", None),
        ("A harbour expert said it rained. The expert said it was late.", "harbour expert"),
        (
            "A source close to the talks said it rained. The source said it was late.",
            "source close to the talks",
        ),
    ],
)
def test_a_role_stands_for_the_one_person_who_has_it(body, last):
    assert speakers(body)[-1] == last


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("Ana Ruiz said it rained. She said it was late.", "Ana Ruiz"),
        ("Ana Ruiz said it rained. He said it was late.", None),
        ("Jan Bos met Eva Li. He said it was late.", "Jan Bos"),
        ("Jan Bos said it rained. Peter Li disagreed. He said it was late.", "Peter Li"),
        ("It was late when Jan Bos met Peter Li. Nobody saw it. She said it was late.", None),
        ("Bos said it rained. He said it was late.", "Bos"),
        ("Moscow said it rained. He said it was late.", None),
        ("The Port Authority said it rained. It said it was late.", "Port Authority"),
        ("Ana Ruiz said it rained. It said it was late.", None),
        ("Residents said it rained. They said it was late.", "Residents"),
        ("Ana Ruiz said it rained. They said it was late.", None),
        ("We said it was late.", None),
        (
            "Ana Ruiz said it rained. Eva Bos said it froze. The mayor left. She said it was late.",
            None,
        ),
        (
            "Jan Bos said it rained.\n\nAmong 60 people in the gallery, on a bench under windows "
            "that nobody had opened, sat Ana Ruiz. It rained. She said it was late.",
            "Ana Ruiz",
        ),
        ("The co-operative will go to court. It said it was late.", "co-operative"),
        ("Most people here said it rained. It told them that it was late.", None),
        ("Most people here said it rained. They said it was late.", "Most people"),
    ],
)
def test_a_pronoun_goes_back_to_whom_it_fits_or_to_nobody(body, last):
    assert speakers(body)[-1] == last


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("The Hill Health Organization (HHO) met. The HHO said it was late.",
         "Hill Health Organization"),
        ("The Hill Health Organization met. The HHO said it was late.", "Hill Health Organization"),
        ("The Transport Ministry met. The ministry said it was late.", "Transport Ministry"),
        ("Hill Motors said it rained. The company said it was late.", "Hill Motors"),
        ("Hill Motors sells cars in Hill. The company said it was late.", "Hill Motors"),
        ("Hill Motors shut its plant. It said it was late.", "Hill Motors"),
        ("Hill Motors sued Port Motors. The company said it was late.", "company"),
        ("Hill Motors shut a plant. It rained. The company said it was late.", "company"),
        ("Ana Ruiz said it rained. The company said it was late.", "company"),
        ("The Harbour Post reported it rained. The newspaper said it was late.", "Harbour Post"),
        ("The Port Authority announced a delay. The announcement said it was late.",
         "Port Authority"),
        ("The Port Authority said in a note that it rained. The letter said it froze.", "letter"),
        ("The Port Authority said in a statement that it rained. The statement said it froze.",
         "Port Authority"),
        ("Xinhua News Agency came. Xinhua said it was late.", "Xinhua News Agency"),
        ("China Daily came. China said it was late.", "China"),
        ("Jan Bos met the Bos Foundation. Bos said it was late.", "Jan Bos"),
        ("China and Chile said it was late.", "China and Chile"),
        ("The Hill Bureau's Port Branch said it was late.", "Hill Bureau's Port Branch"),
    ],
)  # fmt: skip
def test_an_organisation_has_its_short_forms(body, last):
    assert speakers(body)[-1] == last


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Ana Ruiz, the mayor of Port Hill, said it was late.", "the mayor of Port Hill"),
        ("Former deputy foreign minister Ana Ruiz said it was late.",
         "Former deputy foreign minister"),
        ("Thai Ambassador to Chile Ploy Somchai said it was late.", "Thai Ambassador to Chile"),
        ("They met hospital head Ana Ruiz in May. Ruiz said it was late.", "hospital head"),
        ("Ana Ruiz, dean at Hill Lab, came.\n\nIt rained.\n\nRuiz said it was late.",
         "dean at Hill Lab"),
        ("Ana Ruiz, head of the Panel on Social, Economic and Civil Rights, said it was late.",
         "head of the Panel on Social, Economic and Civil Rights"),
        ("Ana Ruiz, meanwhile, said it was late.", None),
        ("Ana Ruiz, who is ill, said it was late.", None),
        ("Ana Ruiz, a chemist who runs Hill Lab, said it was late.", "a chemist"),
        ("Ana Ruiz, Port Hill, said it was late.", None),
        ("A spokesman for Ana Ruiz came. Ruiz said it was late.", None),
        ("Mr. Ruiz said it was late.", None),
    ],
)  # fmt: skip
def test_the_role_is_what_the_article_says_the_person_is(body, role):
    assert rows(body, "role")[-1] == (role,)


@pytest.mark.parametrize(
    ("body", "speaker", "told_to", "reported_by"),
    [
        ("Ana Ruiz told the Harbour Post that it was late.", "Ana Ruiz", "Harbour Post", None),
        ("Ana Ruiz told CNN's Jan Bos that it was late.", "Ana Ruiz", "CNN", None),
        ("Ana Ruiz told Radio Hill host Jan Bos that it was late.", "Ana Ruiz", "Radio Hill", None),
        ("Ana Ruiz told reporters that it was late.", "Ana Ruiz", None, None),
        ("Ana Ruiz told the Senate that it was late.", "Ana Ruiz", None, None),
        ("Ana Ruiz told Jan Bos that it was late.", "Ana Ruiz", None, None),
        ("It was late, Ana Ruiz said in an interview with the BBC.", "Ana Ruiz", "BBC", None),
        ("Speaking to the Harbour Post, Ana Ruiz said it was late.",
         "Ana Ruiz", "Harbour Post", None),
        ("It is late, Ana Ruiz said, Xinhua reported.", "Ana Ruiz", None, "Xinhua"),
        ("Ana Ruiz said it was late, according to the Harbour Post.",
         "Ana Ruiz", None, "Harbour Post"),
        ("It was late, Ana Ruiz said, as quoted by Reuters.", "Ana Ruiz", None, "Reuters"),
        ("Ana Ruiz was quoted by Reuters as saying it was late.", "Ana Ruiz", None, "Reuters"),
        ("Ana Ruiz was quoted as saying by Reuters that it was late.",
         "Ana Ruiz", None, "Reuters"),
        ('"It is late," Ana Ruiz was quoted by Reuters as saying.', "Ana Ruiz", None, "Reuters"),
        ("Reuters quoted Ana Ruiz as saying that it was late.", "Ana Ruiz", None, "Reuters"),
        ("It was late, the Harbour Post reported, citing Ana Ruiz.",
         "Ana Ruiz", None, "Harbour Post"),
        ("It was late, the Harbour Post reported.", "Harbour Post", None, None),
        ("According to the Environment Agency, it was late.", "Environment Agency", None, None),
    ],
)  # fmt: skip
def test_outlets_that_were_told_and_outlets_that_pass_on(body, speaker, told_to, reported_by):
    found = rows(body, "speaker", "told_to", "reported_by")
    assert found == [(speaker, told_to, reported_by)]


def test_a_quoted_text_is_its_author_s_and_not_the_last_speaker_s():
    body = 'Ana Ruiz came. Jan Bos wrote in a report: "The bridge is safe now."'
    assert speakers(body) == ["Jan Bos"]


def test_a_participle_behind_a_report_of_oneself_is_the_reporter_s():
    body = "Ana Ruiz said she did not believe it, arguing that it was late."
    assert rows(body, "mention", "cue")[-1] == ("Ana Ruiz", "arguing")


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("The board forced Jan Bos to admit that the bridge was unsafe.", "Jan Bos"),
        ("The fall led Ana Ruiz to warn of a collapse.", "Ana Ruiz"),
        ("Her letter said that was wrong and dismissed the reports as old.", "Her letter"),
        ('"I would close it," Ana Ruiz, 45, told the board.', "Ana Ruiz"),
        ('"Never again!" Jan Bos, the mayor of Port Hill, shouted to the crowd.', "Jan Bos"),
    ],
)
def test_the_mention_is_who_says_it(body, mention):
    assert rows(body, "mention")[-1] == (mention,)


def test_a_text_that_somebody_puts_out_speaks_for_its_author():
    body = "Ana Ruiz released a letter that says the bridge is safe."
    assert rows(body, "mention", "speaker") == [("Ana Ruiz", "Ana Ruiz")]
