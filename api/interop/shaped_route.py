"""Routes whose problems are told in the shape of another contract, so that its clients understand them."""

from abc import abstractmethod
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute

from api.problems import Problem, problem_of

OURS = 500  # faults of our own are told as everywhere, so that they are noticed as everywhere


class ShapedRoute(APIRoute):
    """A route that catches its problems."""

    @classmethod
    @abstractmethod
    def shape(cls, problem: Problem) -> dict[str, Any]:
        """Return the body that tells a problem."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with its errors caught."""
        handle = super().get_route_handler()

        async def handle_or_tell(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                problem = problem_of(error)
                if problem.status == OURS:
                    raise
                return JSONResponse(self.shape(problem), problem.status, dict(problem.headers or {}))

        return handle_or_tell
