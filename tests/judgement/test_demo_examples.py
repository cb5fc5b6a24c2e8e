from bot.judgement.signals import SIGNALS
from tests.cli.command import onesitting


def test_every_signal_and_band_is_shown_once() -> None:
    """Who runs the demo meets each reason in a change in which a reviewer would agree with it."""
    shown = onesitting("demo").out
    assert [rule for rule in SIGNALS if f"rule {rule}" not in shown] == []
    assert [band for band in ("Fits one sitting", "Needs 2 sittings", "Not analysed") if band not in shown] == []
