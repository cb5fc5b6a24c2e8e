"""What every home of the queue promises. A home's tests inherit this class and give it a `queue` fixture.

The queue under test has PATIENCE (window 10 s, lease 60 s, three attempts, first retry after 5 s) and a `chance` that
always says 1, so that a pause between attempts has its whole length.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.repository import Subject
from tests.inbox.given import at, pull_request

if TYPE_CHECKING:
    from bot.inbox.queue import Claim, Queue


class QueueContract:
    """Every test is a promise of `bot.inbox.queue.Queue`."""

    async def test_nothing_is_due_at_first(self, queue: Queue) -> None:
        """An empty queue gives nothing and waits for nothing."""
        assert await queue.claim(at(0)) is None
        assert await queue.next_due() is None

    async def test_the_window_begins_with_the_first_event(self, queue: Queue) -> None:
        """Later events do not move the due time: it is 10 s after the first, however many follow."""
        for second in range(10):
            await queue.mark([pull_request()], at(second))
        assert await queue.claim(at(9.999)) is None
        assert await queue.next_due() == at(10)
        assert (await claimed(queue, 10)).subject == pull_request()

    async def test_a_busy_installation_is_passed_over(self, queue: Queue) -> None:
        """Others are served although they came later; without others there is nothing, and nothing is waited for."""
        await queue.mark([pull_request(1)], at(0))
        await queue.mark([pull_request(2, installation=2)], at(5))
        claim = await queue.claim(at(20), frozenset({1}))
        assert claim is not None
        assert claim.subject.installation == 2
        assert (await queue.claim(at(20), frozenset({1})), await queue.next_due(frozenset({1, 2}))) == (None, None)
        assert (await claimed(queue, 20)).subject == pull_request(1)

    async def test_one_worker_a_subject(self, queue: Queue) -> None:
        """What is in one hand is not given to another."""
        await queue.mark([pull_request()], at(0))
        await claimed(queue, 10)
        assert await queue.claim(at(11)) is None

    async def test_a_finished_subject_is_idle(self, queue: Queue) -> None:
        """Done is done until something happens again."""
        await queue.mark([pull_request()], at(0))
        assert await queue.finish(await claimed(queue, 10), at(11))
        assert await queue.claim(at(10_000)) is None
        assert await queue.next_due() is None

    async def test_no_wake_up_is_lost_during_the_work(self, queue: Queue) -> None:
        """Events that come while a subject is in hand make it due once more, one window after the first of them."""
        await queue.mark([pull_request()], at(0))
        claim = await claimed(queue, 10)
        await queue.mark([pull_request()], at(12))
        await queue.mark([pull_request()], at(14))
        assert await queue.claim(at(30)) is None
        assert await queue.finish(claim, at(15))
        assert await queue.claim(at(21.9)) is None
        assert await queue.finish(await claimed(queue, 22), at(23))
        assert await queue.next_due() is None

    async def test_the_newest_event_wins(self, queue: Queue) -> None:
        """The claim carries the newest name, installation and delivery: a repository may be renamed or transferred."""
        await queue.mark([pull_request()], at(0), "first")
        renamed = Subject("pull_request", 2, 101, "neworg/newname", 7)
        await queue.mark([renamed], at(1), "second")
        claim = await claimed(queue, 10)
        assert (claim.subject, claim.delivery) == (renamed, "second")

    async def test_a_lapsed_claim_is_claimable_again(self, queue: Queue) -> None:
        """A worker that died gives its subject up when its lease ends, and can do nothing with it afterwards."""
        await queue.mark([pull_request()], at(0))
        first = await claimed(queue, 10)
        assert await queue.claim(at(69.9)) is None
        second = await claimed(queue, 70)
        assert second.attempt == 2
        assert [await queue.finish(first, at(71)), await queue.renew(first, at(71))] == [False, False]
        assert [await queue.fail(first, "late", at(71)), await queue.park(first, "late", at(71))] == [False, False]
        assert await queue.finish(second, at(72))

    async def test_a_renewed_claim_does_not_lapse(self, queue: Queue) -> None:
        """Long work keeps its subject."""
        await queue.mark([pull_request()], at(0))
        claim = await claimed(queue, 10)
        assert await queue.renew(claim, at(50))
        assert await queue.claim(at(109.9)) is None
        assert await queue.finish(claim, at(109.9))

    async def test_pauses_between_attempts_double(self, queue: Queue) -> None:
        """5 s, then 10 s; a success starts the count anew."""
        await queue.mark([pull_request()], at(0))
        assert await queue.fail(await claimed(queue, 10), "broken", at(10))
        assert await queue.next_due() == at(15)
        second = await claimed(queue, 15)
        assert await queue.fail(second, "broken", at(15))
        assert await queue.next_due() == at(25)
        await queue.finish(await claimed(queue, 25), at(25))
        await queue.mark([pull_request()], at(30))
        assert (await claimed(queue, 40)).attempt == 1

    async def test_an_outage_gives_nothing_up_for_most_of_a_day(self, queue: Queue) -> None:
        """While GitHub is away the pauses grow to an hour, and what waits is looked at again when it is back."""
        await queue.mark([pull_request()], at(0))
        second = 10.0
        while second < 12 * 3600:
            assert await queue.fail(await claimed(queue, second), "GitHub answers 502", at(second), away=True)
            due = await queue.next_due()
            assert due is not None
            assert timedelta(0) < due - at(second) <= timedelta(hours=1)
            second = (due - at(0)).total_seconds()
        await queue.finish(await claimed(queue, second), at(second))

    async def test_what_github_never_answers_is_given_up_in_the_end(self, queue: Queue) -> None:
        """One change may be too much for GitHub itself: after a day it is a dead letter like any other."""
        await queue.mark([pull_request()], at(0))
        second = 10.0
        while (due := await queue.next_due()) is not None:
            second = max(second, (due - at(0)).total_seconds())
            await queue.fail(await claimed(queue, second), "GitHub answers 502", at(second), away=True)
        assert 12 * 3600 < second < 30 * 3600
        assert len(await queue.parked()) == 1

    async def test_a_new_event_shortens_a_long_pause(self, queue: Queue) -> None:
        """What failed may go well on the new state: it is looked at one window after the event at the latest."""
        await queue.mark([pull_request()], at(0))
        for second in (10, 20):
            await queue.fail(await claimed(queue, second), "broken", at(second + 1))
        assert await queue.next_due() == at(31)
        await queue.mark([pull_request()], at(20.5))
        assert await queue.next_due() == at(30.5)

    async def test_a_given_time_is_honoured(self, queue: Queue) -> None:
        """`reschedule` holds the subject until then, whatever events come, and the attempt does not count."""
        await queue.mark([pull_request()], at(0))
        assert await queue.reschedule(await claimed(queue, 10), at(3000), "rate limit", at(11))
        await queue.mark([pull_request()], at(20))
        assert await queue.claim(at(2999)) is None
        assert (await claimed(queue, 3000)).attempt == 1

    async def test_dead_letters_are_kept_and_shown(self, queue: Queue) -> None:
        """After the last attempt the subject is parked with its error, newest first, and claimed no more."""
        await exhausted(queue, "the third error")
        (parked,) = await queue.parked()
        assert (parked.subject, parked.error, parked.attempts) == (pull_request(), "the third error", 3)
        assert await queue.claim(at(1_000_000)) is None
        assert await queue.next_due() is None

    async def test_a_dead_letter_can_be_opened_again(self, queue: Queue) -> None:
        """By hand, once: due now with all its attempts."""
        await exhausted(queue, "broken")
        assert await queue.reopen(pull_request().key, at(500))
        assert not await queue.reopen(pull_request().key, at(500))
        assert (await claimed(queue, 500)).attempt == 1
        assert await queue.parked() == ()

    async def test_a_new_event_opens_a_dead_letter(self, queue: Queue) -> None:
        """One broken moment does not silence a pull request for ever."""
        await exhausted(queue, "broken")
        await queue.mark([pull_request()], at(500))
        assert (await claimed(queue, 510)).attempt == 1

    async def test_an_event_during_the_last_attempt_counts(self, queue: Queue) -> None:
        """Parking does not swallow what happened meanwhile."""
        await queue.mark([pull_request()], at(0))
        claim = await claimed(queue, 10)
        await queue.mark([pull_request()], at(12))
        assert await queue.park(claim, "broken", at(13))
        assert await queue.parked() == ()
        assert (await claimed(queue, 22)).attempt == 1

    async def test_what_breaks_the_process_is_parked_too(self, queue: Queue) -> None:
        """A subject on which the worker died three times without a word is not tried for ever."""
        await queue.mark([pull_request()], at(0))
        for second in (10, 70, 130):
            await claimed(queue, second)
        assert await queue.claim(at(190)) is None
        (parked,) = await queue.parked()
        assert "broke off 3 times" in parked.error

    async def test_installations_take_turns(self, queue: Queue) -> None:
        """A busy installation does not make a quiet one wait: whoever was served longest ago is next."""
        await queue.mark([pull_request(number) for number in range(1, 6)], at(0))
        await queue.mark([pull_request(1, installation=2), pull_request(2, installation=2)], at(1))
        turns = [(await claimed(queue, 20)).subject.installation for _ in range(7)]
        assert turns == [1, 2, 1, 2, 1, 1, 1]

    async def test_within_an_installation_the_oldest_is_first(self, queue: Queue) -> None:
        """Nobody is overtaken by later events of the same installation."""
        for second, number in enumerate((3, 1, 2)):
            await queue.mark([pull_request(number)], at(second))
        assert [(await claimed(queue, 20)).subject.number for _ in range(3)] == [3, 1, 2]

    async def test_a_paused_installation_lets_others_pass(self, queue: Queue) -> None:
        """Nothing of it is claimed before the end of its pause; a shorter pause does not cut the longer one."""
        await queue.pause(1, at(3000))
        await queue.pause(1, at(60))
        await queue.mark([pull_request(installation=1), pull_request(installation=2)], at(0))
        assert (await claimed(queue, 100)).subject.installation == 2
        assert await queue.claim(at(101)) is None
        assert (await claimed(queue, 3000)).subject.installation == 1

    async def test_the_next_due_time_knows_of_pauses(self, queue: Queue) -> None:
        """Nobody is woken for what is paused."""
        await queue.mark([pull_request()], at(0))
        await queue.pause(1, at(3000))
        assert await queue.next_due() == at(3000)
        await queue.resume(1)
        assert await queue.next_due() == at(10)

    async def test_recovery_after_a_crash_loses_nothing(self, queue: Queue) -> None:
        """After a start, what lapsed is due, and what waited still waits; events during the lost work do not matter."""
        await queue.mark([pull_request(1), pull_request(2)], at(0))
        await claimed(queue, 10)
        await queue.mark([pull_request(1)], at(11))
        assert await queue.recover(at(100)) == 1
        assert {(await claimed(queue, 101)).subject.number for _ in range(2)} == {1, 2}
        assert await queue.claim(at(102)) is None

    async def test_health_counts(self, queue: Queue) -> None:
        """Due, waiting, in hand, parked and paused; the age is of what could be taken now."""
        await exhausted(queue, "broken")
        await queue.mark([pull_request(1), pull_request(2), pull_request(3)], at(500))
        await queue.mark([pull_request(1, installation=2)], at(500))
        await queue.pause(2, at(5000))
        await claimed(queue, 510)
        await queue.mark([pull_request(4)], at(515))
        health = await queue.health(at(520))
        assert (health.due, health.waiting, health.in_hand, health.parked) == (2, 2, 1, 1)
        assert (health.paused_installations, health.age.total_seconds()) == (1, 10)

    async def test_a_lapsed_claim_counts_as_due(self, queue: Queue) -> None:
        """Nobody has it in hand any more: it waits for a worker, since the moment it lapsed."""
        await queue.mark([pull_request()], at(0))
        await claimed(queue, 10)
        health = await queue.health(at(75))
        assert (health.due, health.in_hand, health.waiting, health.age.total_seconds()) == (1, 0, 0, 5)

    async def test_a_lapsed_claim_of_a_paused_installation_waits(self, queue: Queue) -> None:
        """No worker could take it now."""
        await queue.mark([pull_request()], at(0))
        await claimed(queue, 10)
        await queue.pause(1, at(3000))
        health = await queue.health(at(75))
        assert (health.due, health.in_hand, health.waiting) == (0, 0, 1)


async def claimed(queue: Queue, seconds: float) -> Claim:
    """Return the claim of whatever is due then; there must be something."""
    claim = await queue.claim(at(seconds))
    assert claim is not None
    return claim


async def exhausted(queue: Queue, error: str) -> None:
    """Let the pull request fail until it is parked."""
    await queue.mark([pull_request()], at(0))
    for second in (10, 20, 30):
        await queue.fail(await claimed(queue, second), error, at(second))
