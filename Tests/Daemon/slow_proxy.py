"""slow_proxy.py PORT SECONDS: a long way to the server at PORT of this machine: whatever is said takes so long to arrive.

It listens at two ports of 127.0.0.1 and writes them: the first leads there, the second takes connections and never says a
word. It lives until its standard input ends. One thread, so that a hundred slow conversations cost the machine little.
"""
import asyncio
import os
import sys


async def carry(reader, writer):
    """Each piece arrives SECONDS after it was sent, however many are on their way."""
    loop = asyncio.get_running_loop()
    pieces = asyncio.Queue()

    async def arrive():
        while True:
            due, piece = await pieces.get()
            await asyncio.sleep(due - loop.time())
            if not piece:
                break
            writer.write(piece)
        writer.close()

    arriving = asyncio.create_task(arrive())
    try:
        while piece := await reader.read(65536):
            pieces.put_nowait((loop.time() + SECONDS, piece))
    except OSError:
        pass
    pieces.put_nowait((loop.time() + SECONDS, b""))
    await arriving


async def lead(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", PORT)
    await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer), return_exceptions=True)


async def hang(reader, writer):
    try:
        while await reader.read(65536):
            pass
    except OSError:
        pass
    writer.close()


async def main():
    for talk in (lead, hang):
        server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=512)
        print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    # Who is still on the way stays there.
    os._exit(0)


PORT, SECONDS = int(sys.argv[1]), float(sys.argv[2])
asyncio.run(main())
