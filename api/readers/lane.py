"""A lane: processes of one kind, a fair queue before them, and a bound on time and memory."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Coroutine

from api.account import account
from api.readers.frames import Frame, Kind
from api.readers.questions import Question, Writing
from api.readers.reader import Kindred, Reader
from graph.errors import DeadlineExceeded, LegationError, TooBusy, Unavailable

_LOOK = 0.1  # seconds between looks at those at work


class CallerGone(Unavailable):
    """Nobody waits for the answer any more."""

    kind = "caller-gone"


class Lane:
    """Reader processes with a queue in front of them.

    Parameters
    ----------
    name : str
        What it is called in the metrics.
    kindred : Kindred
        What its processes have in common.
    slots : int
        How many processes there may be. Where there are several, one caller gets all but one.
    queue : int
        How many more may wait. The callers take turns; where the queue is full, whoever has most
        in it makes room for a newcomer.

    Attributes
    ----------
    ended : int
        How many processes had to be ended so far.
    outcomes : Counter
        How many questions came to what: ``ok``, or the kind of fault.
    """

    def __init__(self, name: str, kindred: Kindred, slots: int, queue: int) -> None:
        self.name = name
        self.slots = slots
        self.ended = 0
        self.outcomes: Counter[str] = Counter()
        self._kindred = kindred
        self._queue = queue
        self._idle: list[Reader] = []
        self._busy: dict[Reader, str] = {}
        self._held: dict[str, int] = {}  # slots by caller, those of starting processes included
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._watch: asyncio.Task[None] | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def busy(self) -> int:
        """How many slots are taken."""
        return sum(self._held.values())

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return sum(map(len, self._waiting.values()))

    async def ask(self, question: Question | Writing, caller: str, deadline: float) -> "Asking":
        """Put a question, once there is a process for it.

        Parameters
        ----------
        question : Question or Writing
            What to ask.
        caller : str
            Who asks, for the turns.
        deadline : float
            Seconds it may take, waiting included.

        Raises
        ------
        Unavailable
            If the service is stopping.
        TooBusy
            If the queue is full.
        DeadlineExceeded
            If no process is free in time.
        """
        until = asyncio.get_running_loop().time() + deadline
        try:
            reader = await self._reader_for(caller, until, deadline)
        except BaseException as fault:
            self.outcomes[outcome_of(fault)] += 1
            account().outcome = outcome_of(fault)
            raise
        self._busy[reader] = caller
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look_after())
        reader.put(question)
        return Asking(self, reader, until, deadline)

    async def _reader_for(self, caller: str, until: float, deadline: float) -> Reader:
        if self._closed:
            raise Unavailable("the service is stopping")
        await self._take_slot(caller, until, deadline)
        try:
            return self._idle.pop() if self._idle else await Reader(self._kindred).start()
        except BaseException:
            self._leave_slot(caller)
            raise

    async def _take_slot(self, caller: str, until: float, deadline: float) -> None:
        if self._has_room_for(caller) and not self._waiting.get(caller):
            self._held[caller] = self._held.get(caller, 0) + 1
            return
        if self.waiting >= self._queue:
            self._make_room_for(caller)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(caller, deque()).append(turn)
        try:
            async with asyncio.timeout_at(until):
                await turn
        except BaseException as fault:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._leave_slot(caller)
            self._forget(caller, turn)
            if isinstance(fault, TimeoutError):
                raise DeadlineExceeded(
                    f"no slot was free within {deadline:g} seconds; try again later"
                ) from None
            raise

    def _has_room_for(self, caller: str) -> bool:
        share = max(1, self.slots - 1)
        return self.busy < self.slots and self._held.get(caller, 0) < share

    def _make_room_for(self, caller: str) -> None:
        """Turn away the last of whoever waits with most, or the newcomer where that is he."""
        crowd = max(self._waiting, key=lambda name: len(self._waiting[name]), default=caller)
        own = len(self._waiting.get(caller, ()))
        full = TooBusy("all slots are taken and the queue is full; try again shortly")
        if crowd == caller or len(self._waiting[crowd]) <= own + 1:
            raise full
        last = self._waiting[crowd].pop()
        if not last.done():
            last.set_exception(full)

    def _forget(self, caller: str, turn: asyncio.Future[None]) -> None:
        turns = self._waiting.get(caller)
        if turns is not None:
            if turn in turns:
                turns.remove(turn)
            if not turns:
                del self._waiting[caller]

    def _leave_slot(self, caller: str) -> None:
        """Free a slot, and give it to the caller whose turn it is."""
        self._held[caller] -= 1
        if not self._held[caller]:
            del self._held[caller]
        for following in list(self._waiting):
            if not self._has_room_for(following):
                continue
            turns = self._waiting.pop(following)
            turn = turns.popleft()
            if turns:
                self._waiting[following] = turns  # at the end: the others come first
            if not turn.done():
                self._held[following] = self._held.get(following, 0) + 1
                turn.set_result(None)
            if self.busy >= self.slots:
                return

    def give_back(self, reader: Reader) -> None:
        """Take a process back: idle again, or to be replaced."""
        caller = self._busy.pop(reader)
        if reader.is_usable:
            reader.rest()
        if reader.is_usable and not self._closed:
            self._idle.append(reader)
            self._leave_slot(caller)
        else:
            self.ended += 1
            self._begin(self._end(reader, caller))

    async def _end(self, reader: Reader, caller: str) -> None:
        """End a process; its slot is free when its memory is."""
        try:
            await reader.close()
        finally:
            self._leave_slot(caller)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _look_after(self) -> None:
        while self._busy:
            await asyncio.sleep(_LOOK)
            for reader in list(self._busy):
                reader.look()

    async def close(self) -> None:
        """Take no more questions, and end every process."""
        self._closed = True
        stopping = Unavailable("the service is stopping")
        for turns in self._waiting.values():
            for turn in turns:
                if not turn.done():
                    turn.set_exception(stopping)
        for reader in list(self._busy):
            reader.stop(stopping)
            reader.kill()
        idle, self._idle = self._idle, []
        for reader in idle:
            self._begin(reader.close())
        await asyncio.gather(*self._beside, return_exceptions=True)


class Asking:
    """A question that is being answered, and the bound on its time."""

    def __init__(self, lane: Lane, reader: Reader, until: float, deadline: float) -> None:
        self._lane = lane
        self._reader = reader
        self._over = False
        self._account = account()
        late = DeadlineExceeded(f"the answer took longer than {deadline:g} seconds; ask for less")
        self._timer = asyncio.get_running_loop().call_at(until, reader.stop, late)

    @property
    def has_frame(self) -> bool:
        """Whether the next frame is there already."""
        return self._reader.has_frame

    async def next(self) -> Frame:
        """Return the next frame.

        Raises
        ------
        LegationError
            What the process reported, or why it was ended.
        """
        try:
            frame = await self._reader.next()
        except asyncio.CancelledError:
            self.leave()
            raise
        except BaseException as fault:
            self._end(outcome_of(fault))
            raise
        if frame.kind is Kind.end:
            self._account.rows = frame.fields["rows"]
            self._end("ok")
        return frame

    def stop(self, fault: LegationError) -> None:
        """Have the answer given up: `next` then raises this fault."""
        if not self._over:
            self._reader.stop(fault)

    def leave(self) -> None:
        """Stop the work, unless the end has been met."""
        if not self._over:
            self._reader.stop(CallerGone("the caller has left"))
            self._reader.kill()
            self._end(CallerGone.kind)

    def _end(self, outcome: str) -> None:
        if not self._over:
            self._over = True
            self._lane.outcomes[outcome] += 1
            self._account.outcome = outcome
            self._timer.cancel()
            self._lane.give_back(self._reader)


def outcome_of(fault: BaseException) -> str:
    """Return in a word what a question came to.

    >>> outcome_of(TooBusy("later")), outcome_of(asyncio.CancelledError())
    ('too-busy', 'caller-gone')
    """
    if isinstance(fault, LegationError):
        return fault.kind
    return CallerGone.kind if isinstance(fault, asyncio.CancelledError) else "fault"
