"""Who pays and who is spared, in the many ways in which agreements say it."""

import pytest

from builders import frames_of


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("The employer shall bear the cost of the visa.", "EMPLOYER"),
        ("The cost of the visa shall be met by the employer.", "EMPLOYER"),
        ("The visa is issued at the expense of the employer.", "EMPLOYER"),
        ("The employer shall at his own expense provide the ticket.", "EMPLOYER"),
        ("The price of the return flight falls on the worker.", "WORKER"),
        ("Visa fee: Employer.", "EMPLOYER"),
        ("The employer repatriates the worker by air at his own charge.", "EMPLOYER"),
        ("Workers shall be sent home at their own expense.", "WORKER"),
        ("The cost of the medical examination may be recovered from the wage of the worker.", "WORKER"),
        ("The agency may charge the worker a fee for placement.", "WORKER"),
        ("The remuneration of the bureau is payable by the employer.", "EMPLOYER"),
    ],
)
def test_who_pays(text: str, payer: str) -> None:
    assert payer in frames_of(text)[0].payers


@pytest.mark.parametrize(
    ("text", "spared"),
    [
        ("The worker shall not bear the cost of the visa.", "WORKER"),
        ("No fee shall be charged to the worker.", "WORKER"),
        ("The service is free of charge.", "WORKER"),
        ("The lump sum shall not be recovered from the worker.", "WORKER"),
        ("The employer shall be exempted from the return passage.", "EMPLOYER"),
        ("Workers shall be exempt from court fees.", "WORKER"),
    ],
)
def test_who_is_spared(text: str, spared: str) -> None:
    frame = frames_of(text)[0]

    assert spared in frame.spared
    assert spared not in frame.payers


def test_a_column_that_is_filled_in_names_the_payer() -> None:
    frame = frames_of("Item: Visa; Employer: 40; Worker: nil", row=True)[0]

    assert frozenset({"EMPLOYER"}) == frame.payers


def test_wages_are_no_cost_that_the_worker_pays() -> None:
    assert frozenset() == frames_of("The worker shall receive his wage every month.")[0].payers
