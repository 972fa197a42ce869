"""The official client lists the tools of `copydesk mcp` and calls each of them; run by run.sh."""

import asyncio
import json
import os
import tempfile

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

DRAFT = "Council approves the harbour budget\n\nThe ferry leaves at TK, the council said.\n"


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = StdioServerParameters(command=os.environ["COPYDESK"], args=["mcp"], cwd=folder)
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            begun = await session.initialize()
            assert begun.serverInfo.name == "copydesk", begun
            tools = {tool.name for tool in (await session.list_tools()).tools}
            assert tools == {"check", "explain", "inspect"}, tools
            checked = await session.call_tool("check", {"text": DRAFT, "min_level": "error"})
            found = checked.structuredContent["findings"]
            assert not checked.isError and [finding["rule"] for finding in found] == ["copy/placeholder"], checked
            assert json.loads(checked.content[0].text) == checked.structuredContent
            explained = await session.call_tool("explain", {"rule": found[0]["rule"]})
            assert explained.structuredContent["why"], explained
            inspected = await session.call_tool("inspect", {"text": DRAFT})
            assert inspected.structuredContent["articles"][0]["sentences"], inspected
            refused = await session.call_tool("check", {"path": "nowhere.md"})
            assert refused.isError, refused
    print("the client of the Model Context Protocol: all as expected")


asyncio.run(main())
