"""An editor after pytest-lsp's idea of Visual Studio Code and of Neovim speaks with copydesk; run by run.sh."""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

DRAFT = "# Council approves the harbour budget\n\n🚢 The ferry leaves at TK.\n"


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim"],
    config=ClientServerConfig(server_command=[os.environ["COPYDESK"], "lsp"]),
)
async def client(request, lsp_client: LanguageClient, tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    lsp_client.folder = pathlib.Path(folder)
    parameters = types.InitializeParams(
        capabilities=client_capabilities(request.param), root_uri=lsp_client.folder.as_uri()
    )
    # pytest-lsp's client has no answer of its own to this.
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda registration: None)
    await lsp_client.initialize_session(parameters)
    yield
    await lsp_client.shutdown_session()


def draft(client) -> str:
    return (client.folder / "draft.md").as_uri()


def open_draft(client) -> None:
    document = types.TextDocumentItem(uri=draft(client), language_id="markdown", version=1, text=DRAFT)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))


async def findings(client) -> list:
    """What is shown, by whichever of the two ways the editor has."""
    if client.capabilities.text_document.diagnostic is not None:
        document = types.TextDocumentIdentifier(uri=draft(client))
        report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(text_document=document))
        return list(report.items)
    await client.wait_for_notification("textDocument/publishDiagnostics")
    return list(client.diagnostics[draft(client)])


@pytest.mark.asyncio
async def test_a_finding_comes_and_goes(client: LanguageClient):
    open_draft(client)
    found = await findings(client)
    assert [item.code for item in found] == ["copy/placeholder"]
    offered = client.capabilities.general.position_encodings or []
    column = 25 if types.PositionEncodingKind.Utf8 in offered else 23
    assert found[0].range.start == types.Position(line=2, character=column)
    here = types.TextDocumentIdentifier(uri=draft(client))
    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=here, position=found[0].range.start)
    )
    assert "copy/placeholder" in hover.contents.value
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=here, range=found[0].range, context=types.CodeActionContext(diagnostics=found)
        )
    )
    assert all(action.edit is not None and action.command is None for action in actions)
    assert {action.kind for action in actions} == {types.CodeActionKind.QuickFix}
    change = types.TextDocumentContentChangePartial(range=found[0].range, text="six")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=draft(client), version=2),
            content_changes=[change],
        )
    )
    assert await findings(client) == []
