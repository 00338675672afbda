"""Departures: a request whose client has left is given up, so that nothing is computed for nobody."""

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Departures:
    """ASGI middleware that cancels a request once its client has left.

    Only after the whole body was read can a departure be seen; what waits for one within (a stream) is cancelled too.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand around ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request until it is done or its client has left."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        read = anyio.Event()

        async def receive_body() -> Message:
            if read.is_set():
                await anyio.sleep_forever()
            message = await receive()
            if message["type"] != "http.request" or not message.get("more_body"):
                read.set()
            return message

        async with anyio.create_task_group() as tasks:

            async def watch() -> None:
                await read.wait()
                while (await receive())["type"] != "http.disconnect":
                    pass
                tasks.cancel_scope.cancel()

            tasks.start_soon(watch)
            await self.app(scope, receive_body, send)
            tasks.cancel_scope.cancel()
