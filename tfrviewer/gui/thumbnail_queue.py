"""What pictures are to be decoded next, shared by the views that ask and the threads that do it."""

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

KEPT_QUESTIONS = 512
"""How many single questions are kept; older ones belong to what has scrolled past."""


@dataclass(frozen=True, slots=True)
class Request:
    """A picture that is wanted.

    Attributes:
        generation: Which dataset `number` belongs to.
        number: The record's running number.
        bucket: The longest side to decode to, in device pixels.
        source: A larger picture of the record, that is to be brought to exactly this size instead.
        is_exact: Whether there is a `source`.
    """

    generation: int
    number: int
    bucket: int
    source: "QImage | None" = field(default=None, compare=False, repr=False)
    is_exact: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_exact", self.source is not None)


@dataclass(slots=True)
class _Lane:
    """The wishes of one view."""

    wanted: deque[Request] = field(default_factory=deque)
    ahead: deque[Request] = field(default_factory=deque)


class RequestQueue:
    """Wishes by view; what all views see now goes before what any may see soon.

    Views take turns, so that none starves another. All methods may be called by any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}
        self._questions: deque[Request] = deque(maxlen=KEPT_QUESTIONS)
        self._asked: set[Request] = set()
        self._under_way: dict[Request, bool] = {}  # -> whether it is seen now
        self._turn = 0

    def replace(self, client: str, wanted: Iterable[Request], ahead: Iterable[Request]) -> None:
        """Put what a view wants now in the place of what it wanted before."""
        with self._lock:
            free = self._under_way
            self._lanes[client] = _Lane(
                deque(request for request in wanted if request not in free),
                deque(request for request in ahead if request not in free),
            )

    def add(self, client: str, requests: Iterable[Request]) -> None:
        """Let a view want more, after what it wants."""
        with self._lock:
            lane = self._lanes.setdefault(client, _Lane())
            lane.wanted.extend(request for request in requests if request not in self._under_way)

    def ask(self, request: Request) -> None:
        """Add one question, before all older ones; nothing if it is being answered."""
        with self._lock:
            if request in self._asked or request in self._under_way:
                return
            if len(self._questions) == KEPT_QUESTIONS:
                self._asked.discard(self._questions[0])
            self._questions.append(request)
            self._asked.add(request)

    def clear(self) -> None:
        """Drop every wish that is not under way."""
        with self._lock:
            self._lanes.clear()
            self._questions.clear()
            self._asked.clear()

    def take(self) -> Request | None:
        """Return the most urgent wish, which is then under way, or None if there is none."""
        with self._lock:
            return self._take(seen=True) or self._take(seen=False)

    def done(self, requests: Iterable[Request]) -> None:
        """Say that wishes are no longer under way."""
        with self._lock:
            for request in requests:
                self._under_way.pop(request, None)

    def is_awaited(self, generation: int) -> bool:
        """Whether anything that is seen now is queued or under way."""
        with self._lock:
            return (
                bool(self._questions)
                or any(lane.wanted for lane in self._lanes.values())
                or any(
                    seen and request.generation == generation
                    for request, seen in self._under_way.items()
                )
            )

    def __len__(self) -> int:
        with self._lock:
            lanes = self._lanes.values()
            return len(self._questions) + sum(len(x.wanted) + len(x.ahead) for x in lanes)

    def _take(self, *, seen: bool) -> Request | None:
        sources = [lane.wanted if seen else lane.ahead for lane in self._lanes.values()]
        if seen:
            sources.append(self._questions)
        for i in range(len(sources)):
            source = sources[(self._turn + i) % len(sources)]
            while source:
                # The newest question is the one about what is looked at now.
                request = source.pop() if source is self._questions else source.popleft()
                self._asked.discard(request)
                if request not in self._under_way:
                    self._under_way[request] = seen
                    self._turn += i + 1
                    return request
        return None
